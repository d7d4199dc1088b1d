import { publicUrl, splitStoreUrl } from '../../catalog/servers/store-url.js';
import type { PhysicalConnection } from '../../pool/pool-spec.js';
import { checkIdentifier } from '../../engine/identifier.js';
import type { Engine, StoreRights } from '../../engine/engine.js';
import { engineOfUrl } from '../../engine/engines.js';
import { MARKER_TABLE, type StoreState } from '../../engine/store-marker.js';
import { asksForMore } from '../../engine/tls.js';
import { InvalidTenantInputError, ServerTooOldError, TenancyError } from '../../tenancy.errors.js';
import type { StoreOptions } from '../../tenancy.options.js';
import {
  refusalOf,
  StoreIsServersError,
  StoreRightsError,
  UnknownEngineError,
} from './store-probe.errors.js';

const STATEMENT_TIMEOUT_MS = 10_000;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Where a URL leads, by itself: nothing was connected to. */
export interface StoreAddress {
  readonly url: string;
  readonly engine: Engine;
  readonly serverUrl: string;
  readonly store: string;
}

/** What is there. */
export interface FoundStore {
  readonly state: StoreState;
  /** Names of the migrations that were applied there. */
  readonly applied: readonly string[];
  readonly rights: StoreRights;
}

/** Of a file: who can open it can do everything. */
const EVERYTHING: StoreRights = { isServers: false, mayMakeTables: true, closed: [] };

/** Looks at a store that an operator names, before anything is written down that leads to it. */
export class StoreProbe {
  constructor(private readonly options: Pick<StoreOptions, 'serverUrl'>) {}

  /**
   * Reads the URL; `path` names the field in refusals. Errors: UnknownEngineError, InvalidTenantInputError.
   * An operator may name a database of the network, but not a file of this machine outside the tenants' folder.
   */
  address(url: string, path = 'databaseUrl'): StoreAddress {
    const engine = engineAt(url, path);
    return within(path, () => {
      const { serverUrl, store } = splitStoreUrl(engine.name, url);
      if (engine.capabilities.files) this.assertFile(serverUrl, store);
      else assertPlain(engine, url);
      return { url, engine, serverUrl, store };
    });
  }

  /** Signs in, and reads nothing. Errors: those of `refusalOf`, ServerTooOldError. */
  reach({ engine, url }: StoreAddress): Promise<void> {
    return connected(engine, url, () => Promise.resolve());
  }

  /**
   * Connects, and reads whose store it is. Errors: those of `refusalOf`, ServerTooOldError, StoreIsServersError,
   * StoreRightsError. A file that isn't there is an answer; a database that isn't, is an error.
   */
  async find(address: StoreAddress): Promise<FoundStore> {
    const { engine, url, serverUrl, store } = address;
    const admin = engine.stores(serverUrl);
    if (engine.capabilities.files && !(await admin.exists(store)))
      return { state: { kind: 'missing' }, applied: [], rights: EVERYTHING };
    const found = await connected(engine, url, async (connection) => {
      const rights = (await engine.rights?.(connection)) ?? EVERYTHING;
      if (rights.isServers) throw new StoreIsServersError(publicUrl(url));
      if (rights.closed.includes(MARKER_TABLE)) throw closedTo(url, rights);
      return { rights, applied: await migrationsIn(engine, connection) };
    });
    return { ...found, state: await admin.inspect(store) };
  }

  private assertFile(serverUrl: string, store: string): void {
    checkIdentifier(store);
    if (serverUrl !== this.options.serverUrl.replace(/\/+$/, ''))
      throw new RangeError('a file has to lie in the folder of the tenants');
  }
}

const TABLES_NAMED = 3;

/** The refusal of a user that can't serve requests. */
export function closedTo(url: string, { closed }: StoreRights): StoreRightsError {
  const named = closed.slice(0, TABLES_NAMED).join(', ');
  const what = closed.length > TABLES_NAMED ? `${named} and ${closed.length - TABLES_NAMED} more` : named;
  return new StoreRightsError(
    publicUrl(url),
    `read and write the rows of ${what}`,
    'SELECT, INSERT, UPDATE and DELETE on its tables',
  );
}

/** Throws UnknownEngineError; InvalidTenantInputError for what is no URL. */
export function engineAt(url: string, path: string): Engine {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme === undefined) throw new InvalidTenantInputError([{ path, message: 'is not a URL' }]);
  try {
    return engineOfUrl(url);
  } catch {
    throw new UnknownEngineError(path, scheme.toLowerCase());
  }
}

/** The drivers know parameters that name files of this machine, sockets, or statements to run. */
export function assertPlain(engine: Engine, url: string): void {
  const parsed = new URL(url);
  assertReadable(parsed);
  if (/@|%40/.test(`${parsed.pathname}${parsed.search}${parsed.hash}`))
    throw new RangeError('holds an @ after the host: write @ / # ? % in a password as %40 %2F %23 %3F %25');
  if (parsed.hostname === '') throw new RangeError('it names no host');
  parsed.searchParams.delete('sslca');
  if (asksForMore(parsed)) throw new RangeError('the only parameter is sslmode');
  engine.assertUrl?.(url);
}

/** A server reads a name up to its first NUL. */
function assertReadable({ username, password, pathname }: URL): void {
  for (const part of [username, password, pathname]) {
    if (CONTROL_CHARACTER.test(decodeURIComponent(part))) throw new RangeError('holds control characters');
  }
}

/** What `work` finds out on a connection of its own to a server that is new enough, or why there is none. */
async function connected<T>(
  engine: Engine,
  url: string,
  work: (connection: PhysicalConnection) => Promise<T>,
): Promise<T> {
  try {
    const connection = await engine.connect(url, { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    try {
      assertNewEnough(engine, (await engine.serverInfo(connection)).version);
      return await work(connection);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw whyNot(engine, url, error);
  }
}

/** The refusal that a driver's error stands for, where it is one. */
export function whyNot(engine: Engine, url: string, error: unknown): unknown {
  if (error instanceof TenancyError) return error;
  const failure = engine.connectFailure(error);
  return failure ? refusalOf(failure, publicUrl(url), error) : error;
}

export function assertNewEnough(engine: Engine, version: string): void {
  const needed = engine.tooOld(version);
  if (needed) throw new ServerTooOldError(`This program (the server is version ${version})`, needed);
}

/** Says which field it was that could not be read. */
export function within<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof URIError)
      throw new InvalidTenantInputError([{ path, message: 'is not percent-encoded as URLs are' }]);
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new InvalidTenantInputError([{ path, message: error.message }]);
  }
}

async function migrationsIn(engine: Engine, connection: PhysicalConnection): Promise<string[]> {
  const rows = await engine.probe(connection, 'SELECT name FROM migrations').catch((error: unknown) => {
    if (engine.isConnectionLost(error)) throw error;
    return [];
  });
  return rows.map(({ name }) => String(name));
}
