import { Global, Module } from '@nestjs/common';
import { MetricsAccessGuard } from './metrics-access.guard.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { RequestMetrics } from './request-metrics.js';
import { StatementWatch } from './statement-watch.js';
import { StoreSizes } from './store-sizes.js';

/** Global, because the library tells the watch of statements before anything else is there. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [Metrics, MetricsAccessGuard, RequestMetrics, StatementWatch, StoreSizes],
  exports: [StatementWatch],
})
export class MetricsModule {}
