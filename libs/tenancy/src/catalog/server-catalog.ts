import type { DataSource, EntityManager } from 'typeorm';
import { engineOfUrl } from '../engine/engines.js';
import type { EngineName } from '../tenant.js';
import type { CatalogChange } from './catalog-change.js';
import { ServerNotFoundError } from './catalog.errors.js';
import type { SecretBox } from './secret-box.js';
import { ServerEntity, type ServerStatus } from './server.entity.js';
import { chooseServer, type ServerLoad, type ServerWish } from './server-choice.js';
import { TenantEntity } from './tenant.entity.js';

export const DEFAULT_SERVER = 'default';

export interface NewServer {
  name: string;
  engine: EngineName;
  url: string;
  region?: string | null;
  capacity?: number | null;
  status?: ServerStatus;
}

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
    return loads(this.control.manager);
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

  /** The server a new tenant goes to, or undefined where none fits. */
  async choose(wish: ServerWish): Promise<ServerLoad | undefined> {
    return chooseServer(await this.list(), wish);
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
}

const urlPlace = (id: string): string => `servers.url:${id}`;

const newRow = ({ name, engine, region, capacity, status }: NewServer): ServerEntity =>
  Object.assign(new ServerEntity(), {
    name,
    engine,
    sharedEncrypted: null,
    region: region ?? null,
    capacity: capacity ?? null,
    status: status ?? 'active',
  });

async function loads(manager: EntityManager): Promise<ServerLoad[]> {
  const servers = await manager.find(ServerEntity, { order: { name: 'ASC' } });
  const counts: { server: string; tenants: string | number }[] = await manager
    .createQueryBuilder(TenantEntity, 'tenant')
    .select('tenant.server', 'server')
    .addSelect('COUNT(*)', 'tenants')
    .where("tenant.server IS NOT NULL AND tenant.status <> 'deleted'")
    .groupBy('tenant.server')
    .getRawMany();
  const byName = new Map(counts.map(({ server, tenants }) => [server, Number(tenants)]));
  return servers.map((server) => Object.assign(server, { tenants: byName.get(server.name) ?? 0 }));
}
