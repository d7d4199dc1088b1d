import { resolve, sep } from 'node:path';
import type { NewServer, ServerCatalog, ServerPatch } from '../../catalog/servers/server-catalog.js';
import { schemaWarning, type ServerLoad } from '../../catalog/servers/server-choice.js';
import type { SharedDatabases } from '../../catalog/servers/shared-databases.js';
import { type TenantCatalog, tenantOf } from '../../catalog/tenant-catalog.js';
import type { Engine, ServerSurvey } from '../../engine/engine.js';
import type { SharedDatabase } from '../../engine/shared-database.js';
import { InvalidTenantInputError, ServerRightsError } from '../../tenancy.errors.js';
import type { StoreOptions } from '../../tenancy.options.js';
import { StoreTakenError, StoreUnmarkedError } from './lifecycle.errors.js';
import { describeFailure } from '../../operations/operation.errors.js';
import { assertNewEnough, assertPlain, engineAt, whyNot, within } from '../probe/store-probe.js';

/** Tenants whose stores are looked for behind another URL of their server. */
const LOOKED_FOR = 20;

/** What a check of a server has found. */
export interface ServerHealth {
  readonly reachable: boolean;
  readonly version: string | null;
  readonly latencyMs: number | null;
  readonly maxConnections: number | null;
  readonly schemas: number | null;
  /** What is wrong: a stable code for programs, a sentence for people. */
  readonly code?: string;
  readonly error?: string;
  /** What will hurt before long. */
  readonly warnings: readonly string[];
}

interface Parts {
  servers: ServerCatalog;
  shared: SharedDatabases;
  tenants: TenantCatalog;
  options: Pick<StoreOptions, 'filesFolder'>;
}

/** Adds, changes and looks at the servers that tenants are placed on. A URL is tried before it is written down. */
export class ServerKeeper {
  constructor(private readonly parts: Parts) {}

  /**
   * Errors: InvalidTenantInputError, UnknownEngineError, ServerNameTakenError, ServerRightsError, ServerTooOldError
   * and those of a server that can't be reached.
   */
  async add(server: Omit<NewServer, 'engine'>): Promise<void> {
    const engine = await this.tried(server.url);
    await this.parts.servers.add({ ...server, engine: engine.name });
  }

  /** Besides: ServerNotFoundError, ServerVersionError, ServerRegionError; StoreUnmarkedError for another server. */
  async update(name: string, patch: ServerPatch, version?: number): Promise<void> {
    const { servers } = this.parts;
    const server = await servers.get(name);
    if (patch.url !== undefined && servers.isDefault(server))
      throw new InvalidTenantInputError([
        { path: 'url', message: 'the settings name it: TENANT_SERVER_URL' },
      ]);
    if (patch.url !== undefined) await this.assertSameServer(server, patch.url);
    await servers.update(name, patch, version);
  }

  /** A server that can't be reached is an answer. Throws ServerNotFoundError. */
  async check(name: string): Promise<ServerHealth> {
    const server = await this.parts.servers.get(name);
    try {
      return await this.look(server);
    } catch (error) {
      const { error: message, errorCode: code } = describeFailure(error);
      const nothing = { version: null, latencyMs: null, maxConnections: null, schemas: null };
      return { reachable: false, ...nothing, code, error: message, warnings: [] };
    }
  }

  private async look(server: ServerLoad): Promise<ServerHealth> {
    const { servers, shared } = this.parts;
    const url = servers.open(server);
    const engine = engineAt(url, 'url');
    const database = server.sharedEncrypted === null ? undefined : await shared.of(server.name);
    const { missingRight, ...survey } = await surveyed(engine, url, database);
    return { reachable: true, ...survey, warnings: warningsOf(server, { missingRight, ...survey }) };
  }

  private async tried(url: string): Promise<Engine> {
    const engine = engineAt(url, 'url');
    within('url', () => (engine.capabilities.files ? this.assertInFolder(url) : assertPlain(engine, url)));
    const { missingRight } = await surveyed(engine, url);
    if (missingRight) throw new ServerRightsError(missingRight.wanted, missingRight.right);
    return engine;
  }

  /** The stores of its tenants have to be there: a URL that leads elsewhere would find none, or others'. */
  private async assertSameServer(server: ServerLoad, url: string): Promise<void> {
    const engine = await this.tried(url);
    if (engine.name !== server.engine)
      throw new InvalidTenantInputError([{ path: 'url', message: `the server is ${server.engine}` }]);
    const rows = await this.parts.tenants.list({ server: server.name, limit: LOOKED_FOR });
    for (const row of rows.filter(({ schemaVersion }) => schemaVersion !== null)) {
      const { store, isolation } = tenantOf(row).placement;
      const shared =
        isolation === 'database'
          ? undefined
          : { isolation, database: await this.parts.shared.of(server.name) };
      const state = await engine.stores(url, shared).inspect(store);
      if (state.kind !== 'marked') throw new StoreUnmarkedError(row.slug, store, state.kind !== 'foreign');
      if (state.tenantId !== row.id) throw new StoreTakenError(row.slug, store);
    }
  }

  /** An operator of the platform may not name a folder elsewhere on this machine. */
  private assertInFolder(url: string): void {
    const { filesFolder } = this.parts.options;
    const folder = resolve(url.replace(/^sqlite:(\/\/(?=\/))?/, ''));
    if (filesFolder === undefined || !folder.startsWith(resolve(filesFolder) + sep))
      throw new RangeError('a folder of files has to lie in the folder of the data');
  }
}

async function surveyed(engine: Engine, url: string, shared?: SharedDatabase): Promise<ServerSurvey> {
  try {
    const survey = await engine.survey(url, shared);
    assertNewEnough(engine, survey.version);
    return survey;
  } catch (error) {
    throw whyNot(engine, url, error);
  }
}

function warningsOf({ tenants, capacity }: ServerLoad, { missingRight, schemas }: ServerSurvey): string[] {
  const warnings = [
    missingRight && `Its user may not ${missingRight.wanted}: give it ${missingRight.right}.`,
    schemaWarning(schemas ?? 0),
    capacity !== null && tenants >= capacity && `It holds ${tenants} tenants and takes ${capacity}.`,
  ];
  return warnings.filter((warning) => typeof warning === 'string');
}
