import type { DataSource } from 'typeorm';
import { findScope, type TenantLease, type TenantLeases } from '../context/tenant-context.js';
import type { Engine, Face } from '../engine/engine.js';
import type { Isolation } from '../isolation/isolation.js';
import {
  NoTenantError,
  StoreMovedError,
  TenantSchemaOutdatedError,
  WrongTenantError,
} from '../tenancy.errors.js';
import type { EngineName, Tenant } from '../tenant.js';
import type { BudgetCounts } from '../pool/connection-budget.js';
import { ConnectionPools, type PoolsOptions, type PoolStats } from '../pool/connection-pools.js';
import type { EngineTemplate } from '../orm/engine-template.js';
import type { EngineTemplates } from '../orm/engine-templates.js';
import { schemaAge, type SchemaAge, type SchemaOf } from './schema-age.js';
import { ServerHealth } from '../pool/server-health.js';
import type { StoreWatch } from '../pool/store-events.js';
import { storeConnector } from './store-opener.js';
import { TenantCounts } from '../pool/tenant-counts.js';
import { TenantDataSource } from '../orm/tenant-data-source.js';

export interface RegistryOptions extends PoolsOptions {
  /** Most connections of one tenant. */
  perTenant: number;
  statementTimeoutMs: number;
  /** What the catalog knows of a store's schema. Default: the newest migration alone. */
  schemaOf?: SchemaOf;
  /** Told of statements and connections. */
  watch?: StoreWatch | undefined;
}

/** Finds a tenant's store: its URL, credentials included. */
export interface StoreLocator {
  /** As requests sign in. */
  storeUrl(tenant: Tenant): Promise<string>;
  /** As who may change the schema. */
  adminUrl(tenant: Tenant): Promise<string>;
  /** Throws where that is in a database that other platforms share, or that may be theirs. */
  assertOurs(tenant: Tenant): Promise<void>;
  /** Throws only where it surely is. */
  assertNotAnothers(tenant: Tenant): Promise<void>;
  /** The engine of the store; the environment may say another than the catalog. */
  engine(tenant: Tenant): Pick<Engine, 'name'>;
  isolation(tenant: Tenant): Isolation;
  /** The key of the connections that the tenants of one server share. */
  poolOf(tenant: Tenant): string;
}

interface Way {
  readonly checkMarker: boolean;
  url(): Promise<string>;
  readonly face?: Face;
  /** Absent for who opens a store by itself, outside any scope. */
  readonly refusal?: () => Error | undefined;
  readonly schema?: string | undefined;
}

/** All that can be seen of the tenants' connections from outside. */
export interface ConnectionStats extends PoolStats {
  /** Tenants whose data source is kept. */
  readonly dataSources: number;
  /** Requests and jobs that hold a tenant's data source now. */
  readonly leases: number;
  /** Leases so far by the tenant's slug, of a bounded number of tenants and `_other`. */
  readonly tenants: ReadonlyMap<string, number>;
  /** Servers that can't be reached now, as `host:port`. */
  readonly serversDown: readonly string[];
}

interface Entry {
  readonly dataSource: TenantDataSource;
  readonly place: string;
  /** The last one compared. A change in the catalog makes a new object, so the same one needs no comparing. */
  tenant: Tenant;
  leases: number;
  lastUsed: number;
}

/**
 * The owner of every tenant connection. A data source costs 4 KiB and is kept while it is used or its
 * connections are open; the connections are what the budget counts.
 */
export class ConnectionRegistry implements TenantLeases {
  readonly #pools: ConnectionPools;
  readonly #entries = new Map<string, Entry>();
  readonly #sweeper: NodeJS.Timeout;
  readonly #health = new ServerHealth();
  readonly #usage = new TenantCounts();
  #epoch = 0;
  #leases = 0;

  constructor(
    private readonly templates: EngineTemplates,
    private readonly locator: StoreLocator,
    private readonly options: RegistryOptions,
  ) {
    this.#pools = new ConnectionPools(options);
    this.#sweeper = setInterval(() => this.#sweep(), Math.max(options.idleMs, 1_000)).unref();
  }

  /** The tenant's data source. It is not forgotten before the lease is released. */
  lease(tenant: Tenant): TenantLease {
    const entry = this.#entry(tenant);
    entry.leases += 1;
    this.#leases += 1;
    this.#usage.add(tenant.slug);
    let released = false;
    return {
      dataSource: entry.dataSource,
      release: () => {
        if (released) return;
        released = true;
        entry.leases -= 1;
        this.#leases -= 1;
        entry.lastUsed = Date.now();
      },
    };
  }

  /**
   * A data source for lifecycle work on the store (migrate, mark, verify): no marker is asked for and
   * the schema may be old. The caller destroys it.
   */
  open(tenant: Tenant): DataSource {
    const schema = this.locator.isolation(tenant).face?.(tenant).schema;
    const url = async (): Promise<string> => {
      await this.locator.assertOurs(tenant);
      return this.locator.adminUrl(tenant);
    };
    return this.#create(tenant, { checkMarker: false, url, schema });
  }

  /** The store as requests find it, whatever its marker and its schema. The caller destroys it. */
  visit(tenant: Tenant): DataSource {
    return this.#create(tenant, this.#wayOfRequests(tenant, false));
  }

  /** The tenant's place or credentials changed: running work ends on the old connections, new work gets new ones. */
  retire(tenantId: string): void {
    const entry = this.#entries.get(tenantId);
    if (!entry) return;
    this.#entries.delete(tenantId);
    void entry.dataSource.destroy();
  }

  /** Another share of the servers' connections; what is over it closes as it comes back. */
  resize(connections: number): void {
    this.#pools.resize(connections);
  }

  /** Compares the tenants that are open here with the catalog, and lets go of those that changed or stopped. */
  async refresh(findAll: (ids: string[]) => Promise<Tenant[]>): Promise<void> {
    if (this.#entries.size === 0) return;
    const entries = [...this.#entries];
    const tenants = new Map((await findAll(entries.map(([id]) => id))).map((tenant) => [tenant.id, tenant]));
    for (const [id, entry] of entries) {
      const tenant = tenants.get(id);
      const same = tenant && placeOf(tenant) === entry.place && OPEN_STATUSES.has(tenant.status);
      if (same || this.#entries.get(id) !== entry) continue;
      this.#changed(entry.tenant);
      this.retire(id);
    }
  }

  /** From the oldest to the newest; the same on every engine. */
  get migrationNames(): readonly string[] {
    return this.templates.migrationNames;
  }

  template(engine: EngineName): EngineTemplate {
    return this.templates.of(engine);
  }

  counts(): BudgetCounts & { dataSources: number } {
    return { ...this.#pools.counts(), dataSources: this.#entries.size };
  }

  stats(): ConnectionStats {
    return {
      ...this.#pools.stats(),
      dataSources: this.#entries.size,
      leases: this.#leases,
      tenants: this.#usage.counts(),
      serversDown: this.#health.down,
    };
  }

  /** Closes what is idle and waits for it. Call it when no request runs any more. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    for (const id of this.#entries.keys()) this.retire(id);
    await this.#pools.close();
  }

  #entry(tenant: Tenant): Entry {
    const known = this.#entries.get(tenant.id);
    if (known?.tenant === tenant) return known;
    if (this.schemaAge(tenant) === 'behind') throw new TenantSchemaOutdatedError(tenant.slug);
    const place = placeOf(tenant);
    if (known?.place === place) {
      known.tenant = tenant;
      return known;
    }
    if (known) {
      this.#changed(known.tenant);
      this.retire(tenant.id);
    }
    const entry = {
      dataSource: this.#create(tenant, {
        ...this.#wayOfRequests(tenant, true),
        refusal: ownersScopeOnly(tenant, place),
      }),
      place,
      tenant,
      leases: 0,
      lastUsed: Date.now(),
    };
    this.#entries.set(tenant.id, entry);
    return entry;
  }

  #wayOfRequests(tenant: Tenant, checkMarker: boolean): Way {
    const face = this.locator.isolation(tenant).face?.(tenant);
    const url = async (): Promise<string> => {
      await this.locator.assertNotAnothers(tenant);
      return this.locator.storeUrl(tenant);
    };
    return { checkMarker, url, ...(face && { face }) };
  }

  #create(tenant: Tenant, { schema, ...way }: Way): TenantDataSource {
    const template = this.template(this.locator.engine(tenant).name);
    this.#epoch += 1;
    const own = `${tenant.id}#${this.#epoch}`;
    const key = way.face ? this.locator.poolOf(tenant) : own;
    const owner = { id: tenant.id, name: tenant.slug };
    const connector = storeConnector(this.#pools, {
      engine: template.engine,
      owner,
      key,
      limit: this.options.perTenant,
      statementTimeoutMs: this.options.statementTimeoutMs,
      connectTimeoutMs: this.options.acquireTimeoutMs,
      context: findScope,
      health: this.#health,
      watch: this.options.watch && {
        by: this.options.watch,
        tenant: tenant.slug,
        store: tenant.placement.store,
      },
      ...way,
    });
    const { tenantColumn } = this.locator.isolation(tenant);
    // A shared pool outlives the tenants it serves: its idle connections go by their age.
    return new TenantDataSource(template, owner, connector, {
      retire: () => (way.face ? undefined : this.#pools.retire(key)),
      ...(schema === undefined ? {} : { schema }),
      ...(tenantColumn === undefined ? {} : { tenantColumn }),
    });
  }

  #changed({ slug, placement }: Tenant): void {
    this.options.watch?.store?.({ event: 'changed', tenant: slug, store: placement.store });
  }

  /** What of the program's migrations the tenant's store has, by the catalog alone; `to`: the last that counts. */
  schemaAge(tenant: Tenant, to?: string): SchemaAge {
    const { migrationNames } = this.templates;
    const { schemaOf = newestAlone } = this.options;
    return schemaAge(schemaOf(tenant), migrationNames, to);
  }

  #sweep(): void {
    const limit = Date.now() - this.options.idleMs;
    for (const [id, entry] of this.#entries) {
      if (entry.leases === 0 && entry.lastUsed < limit) this.retire(id);
    }
  }
}

/** Everything that, when it changes, makes the open connections lead to the wrong place. */
const placeOf = (tenant: Tenant): string => JSON.stringify([tenant.placement, tenant.connectionVersion]);

/** What a tenant's scope gave is this tenant's alone, and of the place where its store is. */
function ownersScopeOnly({ id, slug }: Tenant, place: string): () => Error | undefined {
  /** The last one compared: a scope's tenant is mostly the same object. */
  let known: Tenant | undefined;
  return () => {
    const here = findScope()?.tenant;
    if (here && here === known) return undefined;
    if (!here) return new NoTenantError(`A ${KEPT} of tenant "${slug}"`);
    if (here.id !== id) return new WrongTenantError(KEPT, slug, here.slug);
    if (placeOf(here) !== place) return new StoreMovedError(slug);
    known = here;
    return undefined;
  };
}

const KEPT = 'repository, manager or data source';

const newestAlone: SchemaOf = ({ schemaVersion }) => ({ version: schemaVersion });

/** In the others no request works on the store, or a lifecycle step wants it for itself. */
const OPEN_STATUSES: ReadonlySet<Tenant['status']> = new Set(['active', 'read_only', 'provisioning']);
