import { Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../../kernel/docs/operation.decorator.js';
import { IdPipe } from '../../kernel/input/id.pipe.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { JobService } from './job.service.js';
import { JobPage, JobsQuery, JobView } from './job.view.js';

@ApiTags('jobs')
@Plane('admin')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('jobs')
export class JobsController {
  constructor(private readonly jobs: JobService) {}

  @Get()
  @Operation({
    summary: 'List background jobs, the newest first',
    description: 'Jobs that have ended well are gone. `state=dead` lists the dead letters.',
    answers: JobPage,
    refuses: ['validation_failed'],
  })
  list(@Query() query: JobsQuery): Promise<JobPage> {
    return this.jobs.list(query);
  }

  @Get(':id')
  @Operation({ summary: 'Get a background job', answers: JobView, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<JobView> {
    return this.jobs.get(id);
  }

  @Post(':id/retry')
  @Operation({
    summary: 'Let a dead letter begin anew, with all its attempts',
    answers: JobView,
    refuses: ['not_found', 'conflict'],
  })
  retry(@Param('id', IdPipe) id: string): Promise<JobView> {
    return this.jobs.retry(id);
  }
}
