import { type DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { engineOfUrl } from '../../engine/engines.js';
import type { EngineName } from '../../tenant.js';
import type { CatalogChange } from '../rows/catalog-change.js';
import {
  ServerNameTakenError,
  ServerNotFoundError,
  ServerRegionError,
  ServerVersionError,
} from '../rows/catalog.errors.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { ServerEntity, type ServerStatus } from '../rows/server.entity.js';
import type { ServerLoad } from './server-choice.js';
import { TenantEntity } from '../rows/tenant.entity.js';

export const DEFAULT_SERVER = 'default';

export interface NewServer {
  name: string;
  engine: EngineName;
  url: string;
  region?: string | null;
  capacity?: number | null;
  /** Default: 1. */
  weight?: number;
  status?: ServerStatus;
}

/** What may change of a server. The URL is in the clear; it is sealed. */
export type ServerPatch = Partial<Pick<NewServer, 'url' | 'region' | 'capacity' | 'weight' | 'status'>>;

/** The only reader and writer of the servers that tenants are placed on. */
export class ServerCatalog {
  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
    private readonly secrets: SecretBox,
    /** The default server's URL in the settings, which outranks the one written down. */
    private readonly settingsUrl: string,
  ) {}

  /** By name, each with the number of its tenants; deleted ones don't count. */
  async list(): Promise<ServerLoad[]> {
    return this.loads(this.control.manager);
  }

  /** The same inside a change. */
  loads(manager: EntityManager): Promise<ServerLoad[]> {
    return loads(manager);
  }

  /** Throws ServerNotFoundError. */
  async get(name: string): Promise<ServerLoad> {
    const server = (await this.list()).find((one) => one.name === name);
    if (!server) throw new ServerNotFoundError(name);
    return server;
  }

  async find(name: string): Promise<Readonly<ServerEntity> | undefined> {
    return (await this.control.manager.findOneBy(ServerEntity, { name })) ?? undefined;
  }

  /** The server's URL with its password. Throws ServerNotFoundError. */
  async urlOf(name: string): Promise<string> {
    const server = await this.find(name);
    if (!server) throw new ServerNotFoundError(name);
    return this.open(server);
  }

  /** True for the server that the settings name. */
  isDefault({ name, engine }: Pick<ServerEntity, 'name' | 'engine'>): boolean {
    return (
      engine === this.defaultEngine && (name === DEFAULT_SERVER || name === `${DEFAULT_SERVER}-${engine}`)
    );
  }

  get defaultEngine(): EngineName {
    return engineOfUrl(this.settingsUrl).name;
  }

  open(server: Pick<ServerEntity, 'id' | 'name' | 'engine' | 'urlEncrypted'>): string {
    if (this.isDefault(server)) return this.settingsUrl;
    return this.secrets.open(server.urlEncrypted, urlPlace(server.id));
  }

  /**
   * Writes the server of the settings down, where it isn't. When "default" holds files and the settings now
   * name a PostgreSQL server (or the reverse), that one becomes "default-postgres": tenants stay where they
   * are. Returns the name.
   */
  async ensureDefault(): Promise<string> {
    const engine = this.defaultEngine;
    const first = await this.find(DEFAULT_SERVER);
    const name = first && first.engine !== engine ? `${DEFAULT_SERVER}-${engine}` : DEFAULT_SERVER;
    if (!(name === DEFAULT_SERVER ? first : await this.find(name))) {
      await this.put({ name, engine, url: this.settingsUrl });
    }
    return name;
  }

  /** Adds a server, or changes the URL of the one that has this name. */
  async put(input: NewServer): Promise<void> {
    await this.changes.run(undefined, async (manager) => {
      const known = await manager.findOneBy(ServerEntity, { name: input.name });
      const row = known ?? newRow(input);
      row.urlEncrypted = this.secrets.seal(input.url, urlPlace(row.id));
      await (known ? manager.save(ServerEntity, row) : manager.insert(ServerEntity, row));
    });
  }

  /** Throws ServerNameTakenError. */
  async add(input: NewServer): Promise<void> {
    await this.changes.requested(undefined, async (manager) => {
      const { name, url } = input;
      if (await manager.existsBy(ServerEntity, { name })) throw new ServerNameTakenError(name);
      const row = newRow(input);
      row.urlEncrypted = this.secrets.seal(url, urlPlace(row.id));
      await manager.insert(ServerEntity, row);
    });
  }

  /**
   * Another URL leads every tenant of the server there: new work on the new one, running work ends on the old.
   * Throws ServerNotFoundError, ServerVersionError, ServerRegionError.
   */
  async update(name: string, { url, ...patch }: ServerPatch, version?: number): Promise<void> {
    await this.changes.requested(undefined, async (manager) => {
      const row = await manager.findOneBy(ServerEntity, { name });
      if (!row) throw new ServerNotFoundError(name);
      if (version !== undefined && version !== row.version) throw new ServerVersionError(name, row.version);
      if (patch.region !== undefined) await assertMovable(manager, name, patch.region);
      manager.merge(ServerEntity, row, patch);
      if (url !== undefined) {
        row.urlEncrypted = this.secrets.seal(url, urlPlace(row.id));
        const last = await manager.maximum(TenantEntity, 'connectionVersion', { server: name });
        await manager.update(TenantEntity, { server: name }, { connectionVersion: (last ?? 0) + 1 });
      }
      await manager.save(ServerEntity, row);
    });
  }
}

const urlPlace = (id: string): string => `servers.url:${id}`;

const newRow = ({ name, engine, region, capacity, weight, status }: NewServer): ServerEntity =>
  Object.assign(new ServerEntity(), {
    name,
    engine,
    sharedEncrypted: null,
    region: region ?? null,
    capacity: capacity ?? null,
    weight: weight ?? 1,
    status: status ?? 'active',
  });

/** A region is a promise to the tenants that were placed there for it. */
async function assertMovable(manager: EntityManager, server: string, region: string | null): Promise<void> {
  const promised = await manager.find(TenantEntity, {
    where: { server, region: Not(IsNull()) },
    select: { id: true, region: true },
  });
  const other = promised.find((tenant) => tenant.region !== region);
  if (other) throw new ServerRegionError(server, String(other.region));
}

async function loads(manager: EntityManager): Promise<ServerLoad[]> {
  const servers = await manager.find(ServerEntity, { order: { name: 'ASC' } });
  const counts: { server: string; tenants: string | number; schemas: string | number }[] = await manager
    .createQueryBuilder(TenantEntity, 'tenant')
    .select('tenant.server', 'server')
    .addSelect('COUNT(*)', 'tenants')
    .addSelect("COUNT(CASE WHEN tenant.isolation = 'schema' THEN 1 END)", 'schemas')
    .where("tenant.server IS NOT NULL AND tenant.status <> 'deleted'")
    .groupBy('tenant.server')
    .getRawMany();
  const byName = new Map(counts.map((count) => [count.server, count]));
  return servers.map((server) => {
    const { tenants, schemas } = byName.get(server.name) ?? { tenants: 0, schemas: 0 };
    return Object.assign(server, { tenants: Number(tenants), schemas: Number(schemas) });
  });
}
