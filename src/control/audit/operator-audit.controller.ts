import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { AuditPage, AuditQuery, auditView } from '../../identity/audit/audit.dto.js';
import { OperatorAudit } from './operator-audit.js';

@ApiTags('audit')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@Controller('audit')
export class OperatorAuditController {
  constructor(private readonly audit: OperatorAudit) {}

  @Get()
  @ApiOperation({ summary: 'What operators did, newest first' })
  @ApiOkResponse({ type: AuditPage })
  @ApiProblems('validation_failed')
  async list(@Query() query: AuditQuery): Promise<AuditPage> {
    const { items, nextCursor } = await this.audit.page(query);
    return { items: items.map(auditView), nextCursor };
  }
}
