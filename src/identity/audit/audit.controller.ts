import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
import { type ListAnswer, listAnswer } from '../../kernel/lists/list-answer.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { AUDIT_CSV } from './audit.csv.js';
import { AuditPage, AuditQuery, type AuditView, auditView } from './audit.dto.js';
import { AuditService } from './audit.service.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('audit')
@Plane('tenant')
@Permission('audit', 'read')
@WholeCompany()
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Operation({
    summary: 'Who did what, newest first; the store refuses to change it',
    answers: AuditPage,
    csv: true,
  })
  list(@Query() query: AuditQuery): ListAnswer<AuditView> {
    const list = (page: AuditQuery) => this.page(page);
    return listAnswer(query, list, AUDIT_CSV);
  }

  private async page(query: AuditQuery): Promise<Page<AuditView>> {
    const { items, nextCursor } = await this.audit.page(query);
    return { items: items.map(auditView), nextCursor };
  }
}
