import { ConnectionRegistry, JobQueue } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { registerCollected } from './collected-metric.js';
import { connectionMetrics } from './connection-metrics.js';
import { jobMetrics } from './job-metrics.js';
import { RequestMetrics } from './request-metrics.js';
import { StatementWatch } from './statement-watch.js';
import { StoreSizes } from './store-sizes.js';

/**
 * What this program shows of itself. The registry is its own: the package's global one is the process's, and
 * a process may hold several programs (tests do).
 */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  #asked = false;

  constructor(
    connections: ConnectionRegistry,
    requests: RequestMetrics,
    statements: StatementWatch,
    sizes: StoreSizes,
    jobs: JobQueue,
  ) {
    const collected = [
      ...connectionMetrics(() => connections.stats()),
      requests.tenants,
      ...statements.metrics,
      sizes.metric,
      ...jobMetrics(jobs),
    ];
    for (const metric of collected) registerCollected(this.#registry, metric);
    this.#registry.registerMetric(requests.durations);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, as Prometheus reads it. */
  text(): Promise<string> {
    // The process's own metrics watch its event loop and its garbage collector: not where nobody looks.
    if (!this.#asked) collectDefaultMetrics({ register: this.#registry });
    this.#asked = true;
    return this.#registry.metrics();
  }
}
