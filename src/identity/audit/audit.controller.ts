import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../kernel/rights/permission.decorator.js';
import { WholeCompany } from '../../kernel/rights/whole-company.decorator.js';
import { ApiList } from '../../kernel/docs/api-list.decorator.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { listAnswer } from '../../kernel/lists/list-answer.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { AUDIT_CSV } from './audit.csv.js';
import { AuditPage, AuditQuery, type AuditView, auditView } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('audit')
@ApiBearerAuth()
@Plane('tenant')
@Permission('audit', 'read')
@WholeCompany()
@ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch', 'location_forbidden')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiList('Who did what, newest first; the store refuses to change it', AuditPage)
  list(
    @Query() query: AuditQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<AuditView>> | StreamableFile {
    const list = (page: AuditQuery) => this.page(page);
    return listAnswer({ query, accept, list, name: 'audit', columns: AUDIT_CSV });
  }

  private async page(query: AuditQuery): Promise<Page<AuditView>> {
    const { items, nextCursor } = await this.audit.page(query);
    return { items: items.map(auditView), nextCursor };
  }
}
