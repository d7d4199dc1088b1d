import { TenantCounts } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import type { PlaneName } from '../../kernel/request/plane.decorator.js';
import { type CollectedMetric, samplesBy } from './collected-metric.js';

/** A request that has ended. */
export interface EndedRequest {
  readonly method: string;
  /** The route's pattern, never the path: ids would make a time series each. */
  readonly route: string | undefined;
  readonly plane: PlaneName | undefined;
  /** Undefined when the client went away before it had the answer. */
  readonly status: number | undefined;
  readonly tenant: string | null;
  readonly seconds: number;
}

const NONE = 'none';

/** How long requests took, and whose they were. */
@Injectable()
export class RequestMetrics {
  readonly durations = new Histogram({
    name: 'tenantry_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, by route pattern, plane and status class.',
    labelNames: ['method', 'route', 'plane', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [],
  });
  readonly #tenants = new TenantCounts();
  readonly tenants: CollectedMetric = {
    name: 'tenantry_tenant_requests_total',
    type: 'counter',
    help: 'Requests by tenant; at most 50 tenants, the others under _other.',
    read: () => samplesBy('tenant', this.#tenants.counts()),
  };

  observe({ method, route = NONE, plane = NONE as PlaneName, status, tenant, seconds }: EndedRequest): void {
    const statusClass = status === undefined ? 'aborted' : `${Math.trunc(status / 100)}xx`;
    this.durations.observe({ method, route, plane, status: statusClass }, seconds);
    if (tenant !== null) this.#tenants.add(tenant);
  }
}
