import type { EntityManager } from 'typeorm';
import { ConnectionFixedError, NoServerAvailableError } from '../../catalog/rows/catalog.errors.js';
import type { ServerCatalog } from '../../catalog/servers/server-catalog.js';
import {
  chooseServer,
  fits,
  hasRoom,
  type ServerLoad,
  type ServerWish,
} from '../../catalog/servers/server-choice.js';
import { storeName } from '../../slug.js';
import { publicUrl, splitStoreUrl } from '../../catalog/servers/store-url.js';
import { OWN_SERVER } from '../../catalog/tenant-catalog.js';
import { engineOfUrl, findEngine } from '../../engine/engines.js';
import { checkIdentifier } from '../../engine/identifier.js';
import { InvalidTenantInputError } from '../../tenancy.errors.js';
import type { EngineName, IsolationName, Placement } from '../../tenant.js';
import type { StoreOptions } from '../../tenancy.options.js';
import { TenantEntity } from '../../catalog/rows/tenant.entity.js';
import { IsolationNotPossibleError, StoreTakenError } from './lifecycle.errors.js';
import type { NewTenant } from './new-tenant.js';
import type { ServerPlaces } from './server-places.js';
import { DatabaseMissingError, StoreRightsError } from '../probe/store-probe.errors.js';
import { type StoreAddress, type StoreProbe, within } from '../probe/store-probe.js';
import { assertFree } from './store-steps.js';

// Why: docs/decisions/012-placement.md

/** Where a new tenant goes. */
export type Placed = Placement & { region: string | null };

/** A place for one new tenant. */
export interface Place {
  /** Inside `changes.run`. Throws UnseenPlaceError where others came first and only another server is left. */
  take(manager: EntityManager): Promise<Placed>;
  /** Looks at that one as well, outside of any change. */
  look(placed: Placed): Promise<void>;
}

/** The tenant would go where nobody has looked yet. */
export class UnseenPlaceError extends Error {
  constructor(readonly placed: Placed) {
    super(`Nobody has looked at the server "${placed.server}" yet.`);
    this.name = new.target.name;
  }
}

/**
 * Decides where a new tenant goes, before anything is created. Whether its store can be made there is looked at
 * first, when nobody waits for it; a place on one of our servers is taken inside `changes.run`, so that a capacity
 * holds when many come at once.
 */
export class Placer {
  constructor(
    private readonly servers: ServerCatalog,
    private readonly stores: StoreOptions,
    private readonly probe: StoreProbe,
    private readonly places: ServerPlaces,
  ) {}

  /**
   * Errors: InvalidTenantInputError, IsolationNotPossibleError, NoServerAvailableError, ConnectionFixedError, and those of
   * a URL that leads nowhere or of a place that holds somebody's store: see StoreProbe and ServerPlaces.
   */
  async prepare(input: NewTenant): Promise<Place> {
    const override = this.stores.overrideUrl?.(input.slug);
    if (override !== undefined && input.databaseUrl !== undefined) throw new ConnectionFixedError(input.slug);
    const url = override ?? input.databaseUrl;
    if (url !== undefined) {
      assertOwn(input);
      const address = override === undefined ? this.probe.address(url) : named(override);
      within('databaseUrl', () => checkIdentifier(address.store));
      await this.assertFree(input.slug, address, override !== undefined);
      const { engine, store } = address;
      const placed = { server: OWN_SERVER, engine: engine.name, isolation: 'database' as const, store };
      const region = input.region ?? null;
      return { take: () => Promise.resolve({ ...placed, region }), look: () => Promise.resolve() };
    }
    return this.search(input, await this.servers.ensureDefault());
  }

  private async search(input: NewTenant, preferred: string): Promise<Place> {
    const seen = new Set<string>();
    const look = async (placed: Placed): Promise<void> => {
      await this.places.assertPossible(input.slug, placed);
      seen.add(placed.server);
    };
    await look(this.choose(input, preferred, await this.servers.list()));
    const take = async (manager: EntityManager): Promise<Placed> => {
      const placed = this.choose(input, preferred, await this.servers.loads(manager));
      if (!seen.has(placed.server)) throw new UnseenPlaceError(placed);
      // Its store may not be there yet, so that looking there doesn't tell.
      const { server, store } = placed;
      if (await manager.existsBy(TenantEntity, { server, store }))
        throw new StoreTakenError(input.slug, store);
      return placed;
    };
    return { take, look };
  }

  /**
   * Tried before the slug is taken: a mistyped URL must not hold it. What the environment names may be missing: it
   * is made then.
   */
  private async assertFree(slug: string, address: StoreAddress, mayBeMissing: boolean): Promise<void> {
    try {
      const { state, rights } = await this.probe.find(address);
      assertFree(state, { slug }, address.store);
      if (!rights.mayMakeTables)
        throw new StoreRightsError(
          publicUrl(address.url),
          'make tables',
          'all rights on it, or make it the owner',
        );
    } catch (error) {
      if (!(mayBeMissing && error instanceof DatabaseMissingError)) throw error;
    }
  }

  private choose(input: NewTenant, preferred: string, servers: readonly ServerLoad[]): Placed {
    const wish = {
      engine: input.engine ?? this.servers.defaultEngine,
      region: input.region ?? null,
      preferred,
    };
    const server = input.server
      ? serverNamed(servers, { ...input, server: input.server })
      : anyOf(servers, wish);
    const isolation = this.isolation(input, server.engine);
    const store = input.store ?? storeName(this.stores.prefix, input.slug);
    return { server: server.name, engine: server.engine, isolation, store, region: server.region };
  }

  private isolation({ isolation = this.stores.isolation }: NewTenant, engine: EngineName): IsolationName {
    if (findEngine(engine)?.capabilities.isolations.includes(isolation)) return isolation;
    throw new IsolationNotPossibleError(`"${isolation}" isolation is not possible on ${engine}`);
  }
}

/** A database that a tenant brings, or the environment names, is its own: there is nothing else to choose. */
function assertOwn({ isolation, engine, databaseUrl }: NewTenant): void {
  if (isolation && isolation !== 'database')
    throw new IsolationNotPossibleError('a tenant that brings its database has it for itself');
  if (engine && databaseUrl) throw refused('engine', 'the database URL says it');
}

/** The settings were checked at the start, and may name a file anywhere. */
function named(url: string): StoreAddress {
  const engine = engineOfUrl(url);
  return { url, engine, ...splitStoreUrl(engine.name, url) };
}

function serverNamed(
  servers: readonly ServerLoad[],
  { server: name, region, engine }: NewTenant & { server: string },
): ServerLoad {
  const server = servers.find((one) => one.name === name);
  if (!server) throw refused('server', `there is no server "${name}"`);
  if (region && server.region !== region)
    throw refused('region', `the server "${name}" is not in the region "${region}"`);
  if (engine && server.engine !== engine) throw refused('engine', `the server "${name}" is ${server.engine}`);
  if (!hasRoom(server))
    throw new NoServerAvailableError(`The server "${name}" is full or out of service; it no longer`);
  return server;
}

function anyOf(servers: readonly ServerLoad[], wish: ServerWish): ServerLoad {
  const server = chooseServer(servers, wish);
  if (server) return server;
  const where = wish.region ? ` in the region "${wish.region}"` : '';
  if (servers.some(fits(wish))) throw new NoServerAvailableError(`No ${wish.engine} server${where}`);
  throw refused(wish.region ? 'region' : 'engine', `there is no ${wish.engine} server${where}`);
}

const refused = (path: string, message: string): InvalidTenantInputError =>
  new InvalidTenantInputError([{ path, message }]);
