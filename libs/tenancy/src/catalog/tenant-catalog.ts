import { type DataSource, type EntityManager, In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { SlugTakenError, TenantLimitReachedError, TenantNotFoundError } from '../tenancy.errors.js';
import type { TenantData } from '../tenant-data.js';
import type { EngineName, Placement, Tenant, TenantStatus } from '../tenant.js';
import type { CatalogChange } from './rows/catalog-change.js';
import { TenantStateError, TenantVersionError } from './rows/catalog.errors.js';
import { SchemaSets } from './schema-sets.js';
import type { SecretBox } from './secrets/secret-box.js';
import { isSlugShaped } from '../slug.js';
import { TenantDomainEntity } from './rows/tenant-domain.entity.js';
import { listTenants, OWN_SERVER, type TenantFilter, tenantQuery } from './tenant-list.js';
import { TenantEntity } from './rows/tenant.entity.js';

export { OWN_SERVER };

/** What is known of a tenant before it has a store. */
export interface TenantReservation {
  slug: string;
  name: string;
  keywords?: string | null;
  placement: Placement;
  region?: string | null;
  data?: TenantData;
  /** The tenant's own URL, in the clear; it is sealed before it is written. */
  databaseUrl?: string;
}

/** What an operator may change of a tenant. */
export interface TenantPatch extends Partial<Pick<TenantEntity, 'name' | 'keywords' | 'region'>> {
  /** Makes the program's data of what it is now, under the lock of the change. */
  data?: (now: TenantData) => TenantData;
}

/** A store that a tenant is to live in from now on: its own. URLs are in the clear; they are sealed. */
export interface OwnStore {
  url: string;
  /** Default: `url` is used for migrations as well. */
  adminUrl?: string | undefined;
  engine: EngineName;
  store: string;
  schemaVersion: string | null;
  /** Names of all migrations that were applied there. */
  applied: readonly string[];
}

/** In the others there is no store yet, or none any more. */
const WITH_STORE: ReadonlySet<TenantStatus> = new Set(['active', 'read_only', 'maintenance', 'suspended']);

/** Throws TenantVersionError, TenantStateError. */
export function assertReconnectable(row: Readonly<TenantEntity>, version?: number): void {
  if (version !== undefined && version !== row.version) throw new TenantVersionError(row.slug, row.version);
  if (!WITH_STORE.has(row.status))
    throw new TenantStateError(row.slug, row.status, 'connected to another store');
}

const UNCOUNTED: TenantStatus[] = ['deleted', 'failed'];

/** The only reader and writer of tenant rows. */
export class TenantCatalog {
  /** Which migrations the tenants' stores have. */
  readonly schemas: SchemaSets;

  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
    private readonly secrets: SecretBox,
    private readonly maxTenants: number,
  ) {
    this.schemas = new SchemaSets(control);
  }

  async find(slug: string): Promise<Tenant | undefined> {
    const row = await findRow(this.control.manager, slug);
    return row ? this.shown(row) : undefined;
  }

  /** Also for texts from outside, such as claims of tokens; undefined for text that is no id. */
  async findById(id: string): Promise<Tenant | undefined> {
    if (!isUuid(id)) return undefined;
    const row = await this.control.manager.findOneBy(TenantEntity, { id });
    return row ? this.shown(row) : undefined;
  }

  /** Those of `ids` that exist. */
  async findAll(ids: readonly string[]): Promise<Tenant[]> {
    const rows = await this.control.manager.findBy(TenantEntity, { id: In(ids) });
    await this.schemas.know(rows);
    return rows.map(tenantOf);
  }

  /** The owner of a verified custom domain. */
  async findByDomain(domain: string): Promise<Tenant | undefined> {
    const row = await this.control.manager.findOneBy(TenantDomainEntity, { verifiedDomain: domain });
    return row ? this.findById(row.tenantId) : undefined;
  }

  /** Throws TenantNotFoundError. */
  async get(slug: string): Promise<Tenant> {
    return this.shown(await this.getRow(slug));
  }

  /** The whole row, for operators. Throws TenantNotFoundError. */
  async getRow(slug: string): Promise<Readonly<TenantEntity>> {
    return getRow(this.control.manager, slug);
  }

  /** By slug, at most `limit` after the slug `after`. */
  async list(filter: TenantFilter = {}): Promise<Readonly<TenantEntity>[]> {
    const rows = await listTenants(this.control, filter);
    await this.schemas.know(rows);
    return rows;
  }

  /** The same as a query, for lists that page and sort by themselves. */
  query(filter: TenantFilter = {}): Promise<SelectQueryBuilder<TenantEntity>> {
    return tenantQuery(this.control, filter);
  }

  /** The tenant's own URL, where it brings one. */
  async ownUrl(id: string): Promise<string | undefined> {
    const row = await this.control.manager.findOneBy(TenantEntity, { id });
    if (!row?.databaseUrlEncrypted) return undefined;
    return this.secrets.open(row.databaseUrlEncrypted, urlPlace(id));
  }

  /** The URL that migrates the tenant's own store, where it brings one. */
  async ownAdminUrl(id: string): Promise<string | undefined> {
    const row = await this.control.manager.findOneBy(TenantEntity, { id });
    return row?.adminUrlEncrypted
      ? this.secrets.open(row.adminUrlEncrypted, adminUrlPlace(id))
      : this.ownUrl(id);
  }

  /**
   * Leads a tenant to another store, inside a change: new work goes there, running work ends where it is.
   * Its role stays written down: work that still runs on the old server may sign in once more.
   */
  async reconnect(manager: EntityManager, slug: string, own: OwnStore, version?: number): Promise<Tenant> {
    const row = await getRow(manager, slug);
    assertReconnectable(row, version);
    const { url, adminUrl, engine, store, schemaVersion, applied } = own;
    return tenantOf(
      await manager.save(
        TenantEntity,
        Object.assign(row, {
          server: null,
          isolation: 'database' as const,
          engine,
          store,
          ...(await this.schema(manager, schemaVersion, applied)),
          databaseUrlEncrypted: this.secrets.seal(url, urlPlace(row.id)),
          adminUrlEncrypted:
            adminUrl === undefined ? null : this.secrets.seal(adminUrl, adminUrlPlace(row.id)),
          connectionVersion: row.connectionVersion + 1,
        }),
      ),
    );
  }

  /**
   * Takes a slug for a tenant that is being made, inside `changes.run`, whose lock makes the limit and the
   * uniqueness hold under concurrency. Throws SlugTakenError, TenantLimitReachedError.
   */
  async reserve(manager: EntityManager, input: TenantReservation): Promise<Tenant> {
    await this.assertFree(manager, input.slug);
    const { placement, databaseUrl, ...rest } = input;
    const row = Object.assign(new TenantEntity(), {
      ...rest,
      ...placement,
      server: placement.server === OWN_SERVER ? null : placement.server,
      region: input.region ?? null,
      keywords: input.keywords ?? null,
      data: input.data ?? {},
      status: 'provisioning' as const,
      connectionVersion: await firstConnection(manager, placement),
    });
    row.adminUrlEncrypted = null;
    row.schemaSet = null;
    row.databaseUrlEncrypted = databaseUrl ? this.secrets.seal(databaseUrl, urlPlace(row.id)) : null;
    await manager.insert(TenantEntity, row);
    return tenantOf(row);
  }

  /** Whether the platform takes a tenant of this slug. Throws SlugTakenError, TenantLimitReachedError. */
  async assertFree(manager: EntityManager, slug: string): Promise<void> {
    if (await manager.existsBy(TenantEntity, { slug })) throw new SlugTakenError(slug);
    await this.assertRoom(manager);
  }

  /** Deleted and failed tenants don't count. Inside `changes.run`. */
  async assertRoom(manager: EntityManager): Promise<void> {
    const held = await manager.countBy(TenantEntity, { status: Not(In(UNCOUNTED)) });
    if (held >= this.maxTenants) throw new TenantLimitReachedError(this.maxTenants);
  }

  /** Forgets a tenant whose creation was cancelled: it never lived, so its slug is free again. */
  async forget(manager: EntityManager, slug: string): Promise<void> {
    await manager.delete(TenantEntity, { slug, status: In(['provisioning', 'failed']) });
  }

  async update(
    slug: string,
    { data, ...patch }: TenantPatch,
    version?: number,
  ): Promise<Readonly<TenantEntity>> {
    return this.changes.requested(slug, async (manager) => {
      const row = await getRow(manager, slug);
      if (version !== undefined && version !== row.version) throw new TenantVersionError(slug, row.version);
      const changed = data ? { ...patch, data: data(dataOf(row)) } : patch;
      return manager.save(TenantEntity, Object.assign(row, changed));
    });
  }

  /** Does nothing when the status is there already; throws TenantStateError when `from` doesn't hold it. */
  async changeStatus(slug: string, to: TenantStatus, from?: readonly TenantStatus[]): Promise<Tenant> {
    return this.changes.requested(slug, (manager) =>
      this.changeStatusIn(manager, slug, { to, ...(from && { from }) }),
    );
  }

  /** The same inside a change that does more. */
  async changeStatusIn(
    manager: EntityManager,
    slug: string,
    { to, from }: { to: TenantStatus; from?: readonly TenantStatus[] },
  ): Promise<Tenant> {
    const row = await getRow(manager, slug);
    if (row.status === to) return tenantOf(row);
    if (from && !from.includes(row.status))
      throw new TenantStateError(slug, row.status, to.replace('_', ' '));
    if (UNCOUNTED.includes(row.status) && !UNCOUNTED.includes(to)) await this.assertRoom(manager);
    return tenantOf(await manager.save(TenantEntity, manager.merge(TenantEntity, row, { status: to })));
  }

  /** Of what a store has: the newest migration, and all of them where they are known. */
  async setSchemaVersion(
    slug: string,
    schemaVersion: string | null,
    applied?: readonly string[],
  ): Promise<void> {
    await this.changes.run(slug, async (manager) => {
      await manager.update(TenantEntity, { slug }, await this.schema(manager, schemaVersion, applied));
    });
  }

  /** The same for all tenants of a server whose tables are one; those that are being made come to it themselves. */
  async setSharedSchemaVersion(
    server: string,
    schemaVersion: string | null,
    applied?: readonly string[],
  ): Promise<void> {
    await this.changes.run(undefined, async (manager) => {
      const sharing = { server, isolation: 'row', schemaVersion: Not(IsNull()) } as const;
      await manager.update(TenantEntity, sharing, await this.schema(manager, schemaVersion, applied));
    });
  }

  private async schema(
    manager: EntityManager,
    schemaVersion: string | null,
    applied: readonly string[] | undefined,
  ): Promise<Pick<TenantEntity, 'schemaVersion' | 'schemaSet'>> {
    return { schemaVersion, schemaSet: applied ? await this.schemas.keep(manager, applied) : null };
  }

  private async shown(row: TenantEntity): Promise<Tenant> {
    await this.schemas.know([row]);
    return tenantOf(row);
  }
}

const urlPlace = (id: string): string => `tenants.database_url:${id}`;
const adminUrlPlace = (id: string): string => `tenants.admin_url:${id}`;

async function findRow(manager: EntityManager, text: string): Promise<TenantEntity | null> {
  const slug = text.toLowerCase();
  return isSlugShaped(slug) ? manager.findOneBy(TenantEntity, { slug }) : null;
}

/** A tenant that joins a shared pool joins the one its server uses now; see StoreLocator.poolOf. */
async function firstConnection(manager: EntityManager, { server, isolation }: Placement): Promise<number> {
  if (isolation === 'database') return 1;
  const sharing = { server, isolation: Not('database' as const) };
  return (await manager.maximum(TenantEntity, 'connectionVersion', sharing)) ?? 1;
}

async function getRow(manager: EntityManager, slug: string): Promise<TenantEntity> {
  const row = await findRow(manager, slug);
  if (!row) throw new TenantNotFoundError(slug);
  return row;
}

/** The frozen view of a row that the rest of the program works with. */
export function tenantOf(row: TenantEntity): Tenant {
  const { id, slug, name, status, schemaVersion, connectionVersion } = row;
  const { engine, isolation, store } = row;
  return Object.freeze({
    id,
    slug,
    name,
    status,
    data: frozen(dataOf(row)),
    schemaVersion: schemaVersion ?? null,
    schemaSet: row.schemaSet ?? null,
    connectionVersion,
    placement: Object.freeze({ server: row.server ?? OWN_SERVER, engine, isolation, store }),
  });
}

/** The program's data of a row; empty where it has written none. */
export const dataOf = ({ data }: Readonly<TenantEntity>): TenantData => data ?? ({} as TenantData);

/** Every request reads it, so that nobody may write in it. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
