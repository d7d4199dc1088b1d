import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { AuditPage, AuditQuery, auditView } from '../../identity/audit/audit.dto.js';
import { OperatorAudit } from './operator-audit.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('audit')
@Plane('admin')
@Controller('audit')
export class OperatorAuditController {
  constructor(private readonly audit: OperatorAudit) {}

  @Get()
  @Operation({
    summary: 'What operators did, newest first',
    answers: AuditPage,
    refuses: ['validation_failed'],
  })
  async list(@Query() query: AuditQuery): Promise<AuditPage> {
    const { items, nextCursor } = await this.audit.page(query);
    return { items: items.map(auditView), nextCursor };
  }
}
