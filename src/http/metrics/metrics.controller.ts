import { Controller, Get, Header, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../kernel/rights/public.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { MetricsAccessGuard } from './metrics-access.guard.js';
import { METRICS_PATHS } from './metrics-paths.js';
import { Metrics } from './metrics.js';

/** For Prometheus. `@Public()` only to the guard of the planes: this one has a token of its own. */
@ApiExcludeController()
@Plane('admin')
@Public()
@UseGuards(MetricsAccessGuard)
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get(METRICS_PATHS)
  @Header('cache-control', 'no-store')
  show(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.metrics.contentType);
    return this.metrics.text();
  }
}
