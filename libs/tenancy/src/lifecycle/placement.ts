import type { ServerCatalog } from '../catalog/server-catalog.js';
import { hasRoom, type ServerLoad } from '../catalog/server-choice.js';
import { storeName } from '../catalog/slug.js';
import { splitStoreUrl } from '../catalog/store-url.js';
import { OWN_SERVER } from '../catalog/tenant-catalog.js';
import type { Engine } from '../engine/engine.js';
import { engineOfUrl, findEngine } from '../engine/engines.js';
import { InvalidTenantInputError } from '../tenancy.errors.js';
import type { EngineName, IsolationName, Placement } from '../tenant.js';
import type { StoreOptions } from '../tenancy.options.js';
import type { NewTenant } from './new-tenant.js';

/** Decides where a new tenant goes, before anything is created. Throws InvalidTenantInputError. */
export class Placer {
  constructor(
    private readonly servers: ServerCatalog,
    private readonly stores: StoreOptions,
  ) {}

  async place(input: NewTenant): Promise<Placement & { region: string | null }> {
    const brought = this.stores.overrideUrl?.(input.slug) ?? input.databaseUrl;
    return brought === undefined ? this.onServer(input) : this.brought(input, brought);
  }

  private brought(input: NewTenant, url: string): Placement & { region: string | null } {
    const engine = engineOf(url);
    if (input.isolation && input.isolation !== 'database') {
      throw refused('isolation', 'a tenant that brings its database has it for itself');
    }
    const isolation = 'database';
    try {
      const { store, serverUrl } = splitStoreUrl(engine.name, url);
      if (input.databaseUrl === url && engine.name === 'sqlite') this.assertInFolder(serverUrl);
      return { server: OWN_SERVER, engine: engine.name, isolation, store, region: input.region ?? null };
    } catch (error) {
      throw refused('databaseUrl', error instanceof Error ? error.message : 'is not a URL');
    }
  }

  private async onServer(input: NewTenant): Promise<Placement & { region: string | null }> {
    const server = input.server ? await this.named(input.server) : await this.anyServer(input);
    if (input.region && server.region !== input.region) {
      throw refused('region', `the server "${server.name}" is not in the region "${input.region}"`);
    }
    const isolation = this.isolation(input, server.engine);
    const store = storeName(this.stores.prefix, input.slug);
    return { server: server.name, engine: server.engine, isolation, store, region: server.region };
  }

  private async named(name: string): Promise<ServerLoad> {
    await this.servers.ensureDefault();
    const server = (await this.servers.list()).find((one) => one.name === name);
    if (!server) throw refused('server', `there is no server "${name}"`);
    if (!hasRoom(server)) throw refused('server', `the server "${name}" takes no more tenants`);
    return server;
  }

  private async anyServer({ region }: NewTenant): Promise<ServerLoad> {
    const preferred = await this.servers.ensureDefault();
    const wish = { engine: this.servers.defaultEngine, region: region ?? null, preferred };
    const server = await this.servers.choose(wish);
    if (server) return server;
    throw region
      ? refused('region', `no server with room is in the region "${region}"`)
      : refused('server', 'no server takes more tenants');
  }

  private isolation({ isolation = this.stores.isolation }: NewTenant, engine: EngineName): IsolationName {
    if (findEngine(engine)?.capabilities.isolations.includes(isolation)) return isolation;
    throw refused('isolation', `"${isolation}" isolation is not possible on ${engine}`);
  }

  /** An operator of the platform may name a database of the network, but not a file of this machine. */
  private assertInFolder(serverUrl: string): void {
    if (serverUrl !== this.stores.serverUrl.replace(/\/+$/, '')) {
      throw new RangeError('a file has to lie in the folder of the tenants');
    }
  }
}

function engineOf(url: string): Engine {
  try {
    return engineOfUrl(url);
  } catch (error) {
    throw refused('databaseUrl', error instanceof Error ? error.message : 'is not a URL');
  }
}

const refused = (path: string, message: string): InvalidTenantInputError =>
  new InvalidTenantInputError([{ path, message }]);
