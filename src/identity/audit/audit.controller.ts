import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../http/auth/permission.decorator.js';
import { ApiProblems } from '../../http/docs/api-problems.decorator.js';
import { Plane } from '../../http/plane.decorator.js';
import { AuditPage, AuditQuery, auditView } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('audit')
@ApiBearerAuth()
@Plane('tenant')
@Permission('audit', 'read')
@ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({
    summary: 'Who did what, newest first',
    description: 'Append-only: the store refuses to change it.',
  })
  @ApiOkResponse({ type: AuditPage })
  @ApiProblems('validation_failed')
  async list(@Query() query: AuditQuery): Promise<AuditPage> {
    const { items, nextCursor } = await this.audit.page(query);
    return { items: items.map(auditView), nextCursor };
  }
}
