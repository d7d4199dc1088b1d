import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { Transactional } from '@tenantry/nest';
import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { tenantRepository } from '../../libs/tenancy/src/repository/inject-tenant-repository.js';

@Entity('rows')
class Row {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  text: string;
}

class RowService {
  private readonly rows = tenantRepository(Row);

  constructor(private readonly meanwhile: () => Promise<void> = async () => undefined) {}

  @Transactional()
  async add(text: string, fail = false): Promise<void> {
    await this.rows.insert({ id: uuidv7(), text });
    await this.meanwhile();
    if (fail) throw new Error('planned');
  }

  @Transactional()
  async addBoth(first: string, second: string): Promise<void> {
    await this.add(first);
    await this.add(second, true).catch(() => undefined);
  }
}

/** Each sentence of the unit-of-work rule (docs/decisions/003-unit-of-work.md) on each engine. */
describeEngines('The unit of work on %s', (engine) => {
  const server = useThrowawayServer(engine);
  const rows = tenantRepository(Row);
  let pair: StorePair;

  beforeAll(async () => {
    const urls = { a: await server().createDatabase('a'), b: await server().createDatabase('b') };
    pair = await openStorePair({ entities: [Row], urls, limit: 2, acquireTimeoutMs: 2_000 });
    await pair.a.dataSource.synchronize();
    await pair.b.dataSource.synchronize();
  });

  afterEach(async () => {
    expect(pair.pools.counts()).toMatchObject({ leased: 0, waiting: 0 });
    await pair.a.dataSource.getRepository(Row).clear();
    await pair.b.dataSource.getRepository(Row).clear();
  });

  afterAll(() => pair.close());

  const insert = (manager: EntityManager, text: string) => manager.insert(Row, { id: uuidv7(), text });
  const texts = (store = pair.a) => store.run(async () => (await rows.find()).map(({ text }) => text).sort());

  it('makes every injected repository join @Transactional()', async () => {
    await pair.a.run(() => new RowService().add('kept'));
    await expect(pair.a.run(() => new RowService().add('gone', true))).rejects.toThrow('planned');
    expect(await texts()).toEqual(['kept']);
  });

  it('makes a nested @Transactional() a savepoint', async () => {
    await pair.a.run(() => new RowService().addBoth('kept', 'undone'));
    expect(await texts()).toEqual(['kept']);
  });

  it('makes repositories, the manager, raw queries and new query runners join manager.transaction', async () => {
    const { dataSource } = pair.a;
    await expect(
      pair.a.run(() =>
        dataSource.transaction(async (manager) => {
          await insert(manager, '1');
          await rows.insert({ id: uuidv7(), text: '2' });
          await insert(dataSource.manager, '3');
          const runner = dataSource.createQueryRunner();
          await runner.connect();
          await insert(runner.manager, '4');
          await runner.release();
          const [{ n }] = await dataSource.query(
            `SELECT count(*) AS n FROM ${dataSource.driver.escape('rows')}`,
          );
          expect(Number(n)).toBe(4);
          throw new Error('planned');
        }),
      ),
    ).rejects.toThrow('planned');
    expect(await texts()).toEqual([]);
  });

  it('makes an explicit transaction on a joined runner a savepoint', async () => {
    await pair.a.dataSource.transaction(async (manager) => {
      await insert(manager, 'kept');
      const runner = pair.a.dataSource.createQueryRunner();
      await runner.startTransaction();
      await insert(runner.manager, 'undone');
      await runner.rollbackTransaction();
      await runner.startTransaction();
      await insert(runner.manager, 'kept too');
      await runner.commitTransaction();
      await runner.release();
      expect(await manager.count(Row)).toBe(2);
    });
    expect(await texts()).toEqual(['kept', 'kept too']);
  });

  it('refuses a second explicit savepoint beside an open one instead of mixing them', async () => {
    await pair.a.dataSource.transaction(async () => {
      const [first, second] = [pair.a.dataSource.createQueryRunner(), pair.a.dataSource.createQueryRunner()];
      await first.startTransaction();
      await expect(second.startTransaction()).rejects.toMatchObject({ code: 'self_wait' });
      await first.commitTransaction();
    });
  });

  it('queues parallel nested transactions, and undoes only the one that fails', async () => {
    await pair.a.dataSource.transaction(async (manager) => {
      const nested = ['a', 'bad', 'c', 'd'].map((text) =>
        manager
          .transaction(async (inner) => {
            await insert(inner, text);
            await inner.count(Row);
            if (text === 'bad') throw new Error('planned');
          })
          .catch(expectPlanned),
      );
      await Promise.all(nested);
    });
    expect(await texts()).toEqual(['a', 'c', 'd']);
  });

  it('lets the outer manager work inside a nested transaction without waiting for itself', async () => {
    await pair.a.dataSource.transaction(async (outer) => {
      await outer.transaction(async () => {
        await insert(outer, 'through the outer manager');
      });
    });
    expect(await texts()).toEqual(['through the outer manager']);
  });

  it('runs parallel statements of one transaction one after the other', async () => {
    await pair.a.dataSource.transaction(async (manager) => {
      await Promise.all(['x', 'y', 'z'].map((text) => insert(manager, text)));
    });
    expect(await texts()).toEqual(['x', 'y', 'z']);
  });

  it('throws UnitOfWorkEndedError for a call after the end, by manager, repository and runner', async () => {
    const end = new EventEmitter();
    const late: Promise<unknown>[] = [];
    let leaked: EntityManager | undefined;
    await pair.a.run(() =>
      pair.a.dataSource.transaction(async (manager) => {
        leaked = manager;
        const ended = once(end, 'end');
        late.push(ended.then(() => rows.find()));
        late.push(ended.then(() => pair.a.dataSource.createQueryRunner()));
        late.push(ended.then(() => pair.a.dataSource.query('SELECT 1')));
        await insert(manager, 'in time');
      }),
    );
    end.emit('end');
    late.push(
      leaked!.find(Row),
      leaked!.transaction(async () => undefined),
    );
    for (const result of await Promise.allSettled(late)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unit_of_work_ended' } });
    }
    expect(await texts()).toEqual(['in time']);
  });

  it('commits the calls that were made in time but not awaited', async () => {
    let floating: Promise<unknown> | undefined;
    await pair.a.dataSource.transaction(async (manager) => {
      floating = insert(manager, 'floating');
      await manager.count(Row);
    });
    await floating;
    expect(await texts()).toEqual(['floating']);
  });

  it('never waits for a connection that its own context holds by an explicit transaction', async () => {
    await pair.a.run(async () => {
      const held = [pair.a.dataSource.createQueryRunner(), pair.a.dataSource.createQueryRunner()];
      const opened = engine === 'sqlite' ? held.slice(0, 1) : held;
      for (const runner of opened) await runner.startTransaction();
      await expect(rows.find()).rejects.toMatchObject({ code: 'self_wait' });
      for (const runner of opened) await runner.rollbackTransaction();
      for (const runner of held) await runner.release();
      expect(await rows.count()).toBe(0);
    });
  });

  it('lets other contexts wait for a transaction and then go on', async () => {
    const gate = new EventEmitter();
    const opened = once(gate, 'open');
    const slow = pair.a.run(() => new RowService(async () => void (await opened)).add('slow'));
    const others = Array.from({ length: 5 }, (_, n) => pair.a.run(() => new RowService().add(`other ${n}`)));
    gate.emit('open');
    await Promise.all([slow, ...others]);
    expect(await texts()).toHaveLength(6);
  });

  it('keeps the transactions of two tenants apart, one inside the other', async () => {
    await expect(
      pair.a.run(() =>
        pair.a.dataSource.transaction(async () => {
          await rows.insert({ id: uuidv7(), text: 'of A' });
          await pair.b.run(() => rows.insert({ id: uuidv7(), text: 'of B' }));
          throw new Error('planned');
        }),
      ),
    ).rejects.toThrow('planned');
    expect([await texts(pair.a), await texts(pair.b)]).toEqual([[], ['of B']]);
  });

  it('never hands out a connection whose transaction was left open', async () => {
    const runner = pair.a.dataSource.createQueryRunner();
    await runner.startTransaction();
    await insert(runner.manager, 'left');
    await runner.release();
    expect(await texts()).toEqual([]);
    await pair.a.run(() => new RowService().add('next'));
    expect(await texts()).toEqual(['next']);
  });

  it('tells the error of a statement whose failure was swallowed and would lose the commit', async () => {
    const id = uuidv7();
    const work = pair.a.dataSource.transaction(async (manager) => {
      await manager.insert(Row, { id, text: 'first' });
      await manager.insert(Row, { id, text: 'again' }).catch(() => undefined);
    });
    // SQLite and MySQL undo the statement alone; PostgreSQL gives up the transaction, and COMMIT would say nothing.
    const told = await work.then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    expect(told).toMatch(engine === 'postgres' ? /duplicate key/ : /^nothing$/);
    expect(await texts()).toEqual(engine === 'postgres' ? [] : ['first']);
  });

  it('gives 50 parallel transactions, every fifth failing, exactly the successful rows', async () => {
    const work = Array.from({ length: 50 }, (_, n) =>
      pair.a.run(() => new RowService(async () => void (await rows.count())).add(`${n}`, n % 5 === 0)),
    );
    const results = await Promise.allSettled(work);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    expect(await texts()).toHaveLength(40);
  });
});

function expectPlanned(error: Error): void {
  expect(error.message).toBe('planned');
}
