import type { StoreLocator } from '../../catalog/store-locator.js';
import type { ConnectionRegistry } from '../../connection/connection-registry.js';
import { READ_MARKER } from '../../engine/store-marker.js';
import { StoreMarkerError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';
import { describeFailure } from '../../operations/operation.errors.js';
import type { StoreMigrator } from './store-migrator.js';

/**
 * How a store is: `ok`; `unavailable` (can't be reached, or isn't there); `mismatch` (it isn't marked as this
 * tenant's); `outdated` (its schema is behind the program).
 */
export type StoreStatus = 'ok' | 'unavailable' | 'mismatch' | 'outdated';

export interface StoreHealth {
  status: StoreStatus;
  /** Of one round trip on an open connection. */
  latencyMs: number | null;
  serverVersion: string | null;
  /** Why it isn't ok; for operators. */
  error?: string;
}

/** Asks a tenant's store how it is, within the connection budget. Never throws for a store that isn't well. */
export class StoreCheck {
  constructor(
    private readonly registry: ConnectionRegistry,
    private readonly locator: StoreLocator,
    private readonly migrator: StoreMigrator,
  ) {}

  async check(tenant: Tenant): Promise<StoreHealth> {
    try {
      return await this.ask(tenant);
    } catch (error) {
      return {
        status: error instanceof StoreMarkerError ? 'mismatch' : 'unavailable',
        latencyMs: null,
        serverVersion: null,
        error: describeFailure(error).error,
      };
    }
  }

  /** The same, and whether every migration of this program is applied there, whatever the catalog says. */
  async checkSchema(tenant: Tenant): Promise<StoreHealth> {
    const health = await this.check(tenant);
    if (health.status !== 'ok') return health;
    try {
      const missing = await this.missingMigrations(tenant);
      if (missing.length === 0) return health;
      const [first] = missing;
      return {
        ...health,
        status: 'outdated',
        error: `${missing.length} migrations are not applied there, ${first} first.`,
      };
    } catch (error) {
      return { ...health, status: 'unavailable', error: describeFailure(error).error };
    }
  }

  private async missingMigrations(tenant: Tenant): Promise<string[]> {
    const source = this.registry.open(tenant);
    try {
      const rows: { name: string }[] = await source.query('SELECT name FROM migrations');
      const applied = new Set(rows.map(({ name }) => name));
      return this.registry.migrationNames.filter((name) => !applied.has(name));
    } finally {
      await source.destroy();
    }
  }

  private async ask(tenant: Tenant): Promise<StoreHealth> {
    const source = this.registry.visit(tenant);
    const runner = source.createQueryRunner();
    try {
      const raw = (await runner.connect()) as object;
      const { version } = await this.locator.engine(tenant).serverInfo({ raw });
      const begun = performance.now();
      await runner.query('SELECT 1');
      const latencyMs = Math.round((performance.now() - begun) * 100) / 100;
      const markers: { tenant_id: string }[] = await runner.query(READ_MARKER).catch(() => []);
      const marks = markers.map(({ tenant_id }) => tenant_id);
      return { ...this.statusOf(tenant, marks), latencyMs, serverVersion: version };
    } finally {
      await runner.release();
      await source.destroy();
    }
  }

  /** By the same rule as opening a store: see assertMarker. */
  private statusOf(tenant: Tenant, marks: readonly string[]): Pick<StoreHealth, 'status' | 'error'> {
    if (marks.length > 1)
      return {
        status: 'mismatch',
        error: `The store carries ${marks.length} marks, not this tenant's alone.`,
      };
    if (marks[0] !== tenant.id)
      return { status: 'mismatch', error: "The store isn't marked as this tenant's." };
    if (this.migrator.age(tenant) === 'behind') return { status: 'outdated', error: 'Its schema is behind.' };
    return { status: 'ok' };
  }
}
