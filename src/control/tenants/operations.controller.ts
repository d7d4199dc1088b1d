import { Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { OperationService } from './operation.service.js';
import { OperationPage, OperationQuery, OperationView } from './operation.view.js';

@ApiTags('operations')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationService) {}

  @Get()
  @ApiOperation({ summary: 'List operations, the newest first' })
  @ApiOkResponse({ type: OperationPage })
  @ApiProblems('validation_failed')
  list(@Query() query: OperationQuery): Promise<OperationPage> {
    return this.operations.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an operation with its steps' })
  @ApiOkResponse({ type: OperationView })
  @ApiProblems('not_found')
  get(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.get(id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Run a failed operation again, from the step that failed' })
  @ApiOkResponse({ type: OperationView })
  @ApiProblems('not_found', 'conflict', 'plan_limit_reached')
  retry(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.retry(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Undo what was done of an operation that has not succeeded' })
  @ApiOkResponse({ type: OperationView })
  @ApiProblems('not_found', 'conflict')
  cancel(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.cancel(id);
  }
}
