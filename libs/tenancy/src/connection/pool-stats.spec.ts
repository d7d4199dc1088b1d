import { openStorePair, type StorePair, throwawayServer, type ThrowawayServer } from '@tenantry/nest/testing';
import { Entity, PrimaryColumn } from 'typeorm';

@Entity('rows')
class Row {
  @PrimaryColumn('varchar')
  id: string;
}

describe('what can be seen of the pools', () => {
  let server: ThrowawayServer;
  let pair: StorePair;

  beforeEach(async () => {
    server = await throwawayServer('sqlite');
    const urls = { a: await server.createDatabase('a'), b: await server.createDatabase('b') };
    pair = await openStorePair({ entities: [Row], urls, cap: 1, acquireTimeoutMs: 50 });
  });
  afterEach(async () => {
    await pair.close();
    await server.drop();
  });

  const ask = (slug: 'a' | 'b') => pair[slug].dataSource.query('SELECT 1');

  it('are the budget, what is open, and on which server', async () => {
    await ask('a');
    expect(pair.pools.stats()).toMatchObject({
      ...{ budget: 1, open: 1, idle: 1, leased: 0, opens: 1, evictions: 0, openFailures: 0, timeouts: 0 },
      servers: new Map([['files', 1]]),
    });
  });

  it('are the connections that one store lost to another', async () => {
    await ask('a');
    await ask('b');
    expect(pair.pools.stats()).toMatchObject({ opens: 2, evictions: 1, open: 1 });
  });

  it('are the waits of those who were served, and how many waited in vain', async () => {
    await pair.a.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1');
      await expect(ask('b')).rejects.toMatchObject({ code: 'connection_budget_exhausted' });
    });
    const { waits, timeouts } = pair.pools.stats();
    expect(timeouts).toBe(1);
    expect(waits.count).toBe(1);
  });

  it('are servers no more when their connections are closed', async () => {
    await ask('a');
    await pair.close();
    expect(pair.pools.stats().servers.size).toBe(0);
  });
});
