import { built } from '../built.mjs';
import { CustomerSchema, FIRST_PAGE } from './customer.mjs';
import { resting } from './resting.mjs';

/**
 * The library as a request uses it: a scope, a lease, a repository; a marker is checked at each store's first use.
 * `isolation` other than database: tenants of one shared store, over one pool.
 */
export async function registrySide(tenants, { cap, perTenant }, options = {}) {
  const { isolation = 'database', entity = CustomerSchema, where = () => ({}) } = options;
  const { ConnectionRegistry } = built('libs/tenancy/src/connection/connection-registry');
  const { EngineTemplate } = built('libs/tenancy/src/orm/engine-template');
  const { engineOfUrl } = built('libs/tenancy/src/engine/engines');
  const { isolationNamed } = built('libs/tenancy/src/isolation/isolations');
  const { currentScope, enterScope, TenantScope } = built('libs/tenancy/src/context/tenant-context');
  const engine = engineOfUrl(tenants[0].url);
  const current = () => currentScope().dataSource;
  const template = EngineTemplate.build({
    engine,
    entities: [entity],
    migrations: [],
    current,
  });
  const urls = new Map(tenants.map(({ id, url }) => [id, url]));
  const urlOf = ({ id }) => Promise.resolve(urls.get(id));
  const locator = {
    storeUrl: urlOf,
    adminUrl: urlOf,
    assertOurs: () => Promise.resolve(),
    assertNotAnothers: () => Promise.resolve(),
    engine: () => engine,
    isolation: () => isolationNamed(isolation),
    poolOf: ({ id }) => (isolation === 'database' ? id : 'shared'),
  };
  const registry = new ConnectionRegistry(new Map([[engine.name, template]]), locator, {
    ...{ cap, perTenant, acquireTimeoutMs: 30_000, idleMs: 60_000, statementTimeoutMs: 30_000 },
  });
  const known = tenants.map(({ id, store = id }) => ({
    ...{ id, slug: id, status: 'active', schemaVersion: null, connectionVersion: 1 },
    placement: { engine: engine.name, isolation, store },
  }));
  return {
    ask: (index) => {
      const scope = new TenantScope(known[index], registry);
      return enterScope(scope, async () => {
        try {
          const page = { ...FIRST_PAGE, where: where(known[index]) };
          return await scope.dataSource.getRepository(entity).find(page);
        } finally {
          scope.release();
        }
      });
    },
    opens: () => registry.stats().opens,
    ...resting(registry, cap),
    close: async () => {
      const { leased, leases } = registry.stats();
      await registry.close();
      if (leased + leases > 0)
        throw new Error(`${leased} connections and ${leases} leases were not given back.`);
    },
  };
}
