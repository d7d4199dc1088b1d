import { ConnectionRegistry, StoreSize, TenantCatalog } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { type CollectedMetric, samplesBy } from './collected-metric.js';

/** Sizes change slowly, and each is a question to a server. */
const FRESH_MS = 5 * 60_000;
const OTHERS = '_other';

/** The size of the stores that this process works on: those that the metrics name one by one, fifty at most. */
@Injectable()
export class StoreSizes {
  private sizes: ReadonlyMap<string, number> = new Map();
  private measuring = false;
  private measuredAt = -Infinity;

  constructor(
    private readonly connections: ConnectionRegistry,
    private readonly catalog: TenantCatalog,
    private readonly size: StoreSize,
  ) {}

  readonly metric: CollectedMetric = {
    name: 'tenantry_tenant_store_bytes',
    help: 'Bytes on disk of a tenant’s store, by tenant; measured every five minutes, at most 50 tenants.',
    type: 'gauge',
    read: () => {
      void this.measureIfOld();
      return samplesBy('tenant', this.sizes);
    },
  };

  /** Nobody waits for it: who asks is told what was measured last. */
  private async measureIfOld(): Promise<void> {
    if (this.measuring || performance.now() - this.measuredAt < FRESH_MS) return;
    this.measuring = true;
    try {
      this.sizes = await this.measured();
      this.measuredAt = performance.now();
    } finally {
      this.measuring = false;
    }
  }

  private async measured(): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const slug of this.connections.stats().tenants.keys()) {
      const tenant = slug === OTHERS ? undefined : await this.catalog.get(slug).catch(() => undefined);
      const bytes = tenant && (await this.size.find(tenant));
      if (bytes !== undefined) sizes.set(slug, bytes);
    }
    return sizes;
  }
}
