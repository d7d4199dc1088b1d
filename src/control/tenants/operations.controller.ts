import { Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { OperationService } from './operation.service.js';
import { OperationPage, OperationQuery, OperationView } from './operation.view.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('operations')
@Plane('admin')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('operations')
export class OperationsController {
  constructor(private readonly operations: OperationService) {}

  @Get()
  @Operation({
    summary: 'List operations, the newest first',
    answers: OperationPage,
    refuses: ['validation_failed'],
  })
  list(@Query() query: OperationQuery): Promise<OperationPage> {
    return this.operations.list(query);
  }

  @Get(':id')
  @Operation({ summary: 'Get an operation with its steps', answers: OperationView, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.get(id);
  }

  @Post(':id/retry')
  @Operation({
    summary: 'Run a failed operation again, from the step that failed',
    answers: OperationView,
    refuses: ['not_found', 'conflict', 'plan_limit_reached'],
  })
  retry(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.retry(id);
  }

  @Post(':id/cancel')
  @Operation({
    summary: 'Undo what was done of an operation that has not succeeded',
    answers: OperationView,
    refuses: ['not_found', 'conflict'],
  })
  cancel(@Param('id', IdPipe) id: string): Promise<OperationView> {
    return this.operations.cancel(id);
  }
}
