import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import type { QueryRunner } from 'typeorm';

const NEVER_MS = 1_000_000;

describeEngines(
  'Work in flight on %s',
  (engine) => {
    const server = useThrowawayServer(engine);
    let urls: { a: string; b: string };
    let pair: StorePair;
    const held: QueryRunner[] = [];

    beforeAll(async () => {
      urls = { a: await server().createDatabase('a'), b: await server().createDatabase('b') };
    });
    afterEach(async () => {
      for (const runner of held.splice(0)) await runner.release();
      await pair.close();
    });

    const open = async (
      maxWorking: number,
      options: { longWorkMs?: number; acquireTimeoutMs?: number } = {},
    ) => {
      pair = await openStorePair({ entities: [], urls, maxWorking, longWorkMs: NEVER_MS, ...options });
    };
    const ask = (store: StorePair['a']) => store.run(() => store.dataSource.query('SELECT 1 AS n'));

    /** A request of its own that keeps its connection. */
    const hold = (store: StorePair['a']): Promise<QueryRunner> =>
      store.run(async () => {
        const runner = store.dataSource.createQueryRunner();
        held.push(runner);
        await runner.query('SELECT 1');
        return runner;
      });

    async function until(holds: () => boolean): Promise<void> {
      while (!holds()) await new Promise((resolve) => setImmediate(resolve));
    }

    it('is limited, and waiting tenants are served in turns', async () => {
      await open(1);
      const first = await hold(pair.a);
      const order: string[] = [];
      const asked = [];
      for (const name of ['a', 'a', 'b'] as const) {
        const before = pair.pools.stats().workWaiting;
        asked.push(ask(pair[name]).then(() => order.push(name)));
        await until(() => pair.pools.stats().workWaiting > before);
      }
      expect(pair.pools.stats()).toMatchObject({ workLimit: 1, working: 1, workWaiting: 3 });
      await first.release();
      await Promise.all(asked);
      expect(order).toEqual(['a', 'b', 'a']);
      expect(pair.pools.stats()).toMatchObject({ working: 0, workWaiting: 0, leased: 0 });
    });

    it('never makes a transaction wait for others, whatever it calls', async () => {
      await open(1);
      const counted = await pair.a.run(() =>
        pair.a.dataSource.transaction(async (manager) => {
          await manager.query('SELECT 1');
          await pair.b.run(() => pair.b.dataSource.transaction((other) => other.query('SELECT 1')));
          await ask(pair.b);
          return pair.a.dataSource.query<unknown[]>('SELECT 1');
        }),
      );
      expect(counted).toHaveLength(1);
    });

    it('lets a request that holds a connection have another one', async () => {
      await open(1);
      await pair.a.run(async () => {
        const runner = pair.a.dataSource.createQueryRunner();
        held.push(runner);
        await runner.query('SELECT 1');
        expect(await pair.a.dataSource.query<unknown[]>('SELECT 1')).toHaveLength(1);
      });
    });

    it('gives back what it kept for a caller that waited in vain', async () => {
      await open(1, { acquireTimeoutMs: 3_000 });
      await ask(pair.b);
      await hold(pair.a);
      await expect(ask(pair.b)).rejects.toMatchObject({ code: 'connection_budget_exhausted' });
      expect(pair.pools.stats()).toMatchObject({
        working: 1,
        workWaiting: 0,
        leased: 1,
        idle: 1,
        waiting: 0,
      });
    });

    it('is not held up by what takes long', async () => {
      await open(1, { longWorkMs: 20, acquireTimeoutMs: 20_000 });
      await hold(pair.a);
      expect(await ask(pair.b)).toHaveLength(1);
    });
  },
  ['postgres', 'mysql'],
);
