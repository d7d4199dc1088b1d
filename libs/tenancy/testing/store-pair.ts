import type { MigrationInterface } from 'typeorm';
import { ConnectionPools } from '../src/pool/connection-pools.js';
import { EngineTemplate, type TemplateOptions } from '../src/orm/engine-template.js';
import { storeConnector } from '../src/connection/store-opener.js';
import { TenantDataSource } from '../src/orm/tenant-data-source.js';
import { currentScope, enterScope, findScope, TenantScope } from '../src/context/tenant-context.js';
import type { Face } from '../src/engine/engine.js';
import { engineOfUrl } from '../src/engine/engines.js';
import type { Tenant } from '../src/tenant.js';

export interface StorePairOptions {
  entities: TemplateOptions['entities'];
  subscribers?: NonNullable<TemplateOptions['subscribers']>;
  migrations?: (new () => MigrationInterface)[];
  urls: { a: string; b: string };
  /** Whom the connections of one pool, to one database, are turned to. Default: each store has its own. */
  faces?: { a: Face; b: Face };
  /** Where migrations make their tables. Default: where the engine makes them by itself. */
  schemas?: { a: string; b: string };
  /** Most connections of each store. Default: 4. */
  limit?: number;
  /** Most connections of both. Default: 10. */
  cap?: number;
  /** Default: 5,000. */
  acquireTimeoutMs?: number;
  /** Default: none. */
  statementTimeoutMs?: number;
  /** How much longer this side waits for an answer than the server works on it. Default: the engine's. */
  silenceMs?: number;
  /** Callers at work at once. Default: the pools'. */
  maxWorking?: number;
  /** Default: the pools'. */
  longWorkMs?: number;
}

export interface Store {
  readonly dataSource: TenantDataSource;
  /** Runs `work` inside this store's tenant. */
  run<R>(work: () => Promise<R>): Promise<R>;
}

export interface StorePair {
  readonly a: Store;
  readonly b: Store;
  readonly pools: ConnectionPools;
  close(): Promise<void>;
}

/** Two tenants on one template, without a catalog: the smallest program in which one could see the other. */
export async function openStorePair(options: StorePairOptions): Promise<StorePair> {
  const { entities, subscribers = [], migrations = [], urls, limit = 4, cap = 10 } = options;
  const engine = engineOfUrl(urls.a);
  const current = () => currentScope().dataSource;
  const template = EngineTemplate.build({ engine, entities, subscribers, migrations, current });
  const pools = new ConnectionPools({
    cap,
    acquireTimeoutMs: options.acquireTimeoutMs ?? 5_000,
    idleMs: 60_000,
    ...(options.maxWorking === undefined ? {} : { maxWorking: options.maxWorking }),
    ...(options.longWorkMs === undefined ? {} : { longWorkMs: options.longWorkMs }),
  });
  const open = (slug: 'a' | 'b'): Store => {
    const owner = { id: `id-of-${slug}`, name: slug };
    const face = options.faces?.[slug];
    const schema = options.schemas?.[slug];
    const connector = storeConnector(pools, {
      engine,
      owner,
      key: face ? 'shared' : slug,
      ...(face && { face }),
      limit,
      statementTimeoutMs: options.statementTimeoutMs ?? 0,
      ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
      createIfMissing: true,
      checkMarker: false,
      url: () => urls[slug],
      context: findScope,
    });
    const dataSource = new TenantDataSource(template, owner, connector, {
      retire: () => (face ? undefined : pools.retire(slug)),
      ...(schema !== undefined && { schema }),
    });
    const leases = { lease: () => ({ dataSource, release: () => undefined }) };
    const tenant = { id: owner.id, slug } as Tenant;
    return { dataSource, run: (work) => enterScope(new TenantScope(tenant, leases), work) };
  };
  return { a: open('a'), b: open('b'), pools, close: () => pools.close() };
}
