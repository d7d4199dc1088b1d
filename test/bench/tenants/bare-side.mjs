import { Client } from 'pg';
import { built } from '../built.mjs';
import { FIRST_PAGE_SQL } from './customer.mjs';
import { resting } from './resting.mjs';

/** pg and one statement, under the same budget policy: what is left when everything of ours but that is taken away. */
export async function bareSide(tenants, { cap, perTenant }) {
  const { ConnectionPools } = built('libs/tenancy/src/pool/connection-pools');
  const pools = new ConnectionPools({ cap, acquireTimeoutMs: 30_000, idleMs: 60_000 });
  const specs = tenants.map(({ id, url }) => ({
    key: id,
    limit: perTenant,
    connect: () => connect(url),
    unavailable: (cause) => cause,
    exhausted: (waited) => new Error(`Nothing became free in ${waited} ms.`),
  }));
  return {
    ask: async (index) => {
      const lease = await pools.acquire(specs[index], { context: {}, inUnit: false, waitsForItself });
      try {
        return (await lease.connection.raw.query(FIRST_PAGE_SQL)).rows;
      } finally {
        lease.release();
      }
    },
    opens: () => pools.stats().opens,
    ...resting(pools, cap),
    close: () => pools.close(),
  };
}

const waitsForItself = () => new Error('It waits for itself.');

async function connect(url) {
  const raw = new Client({ connectionString: url });
  raw.on('error', () => undefined);
  await raw.connect();
  return { raw, close: () => raw.end(), onLost: () => undefined, isClean: () => true };
}
