import { EventEmitter, once } from 'node:events';
import { TextColumn } from '@tenantry/nest/portable';
import { Transactional } from '@tenantry/nest';
import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import { Entity, PrimaryColumn } from 'typeorm';
import { tenantRepository } from '../../libs/tenancy/src/repository/inject-tenant-repository.js';

@Entity('stock')
class Stock {
  @PrimaryColumn('int')
  id: number;

  @TextColumn(200)
  text: string;
}

/** Lets everybody go once as many as expected have come. Those who come later don't wait. */
class Meeting {
  private readonly full = new EventEmitter();
  private missing: number;

  constructor(size: number) {
    this.missing = size;
  }

  async join(): Promise<void> {
    this.missing -= 1;
    if (this.missing > 0) await once(this.full, 'full');
    else this.full.emit('full');
  }
}

class StockService {
  private readonly stock = tenantRepository(Stock);
  tries = 0;

  constructor(private readonly meeting: Meeting) {}

  /** Touches two rows; together with another one that takes them the other way round, a deadlock. */
  @Transactional()
  async move(first: number, second: number): Promise<void> {
    this.tries += 1;
    await this.touch(first, 'first');
    await this.meeting.join();
    await this.touch(second, 'second');
  }

  /** The same with the second row behind a savepoint. */
  @Transactional()
  async moveNested(first: number, second: number): Promise<void> {
    this.tries += 1;
    await this.touch(first, 'first');
    await this.meeting.join();
    await this.inner(second);
  }

  @Transactional()
  private inner(id: number): Promise<void> {
    return this.touch(id, 'second');
  }

  private async touch(id: number, text: string): Promise<void> {
    await this.stock.update({ id }, { text });
  }
}

// SQLite has no deadlocks: its transactions stand in one queue.
describeEngines(
  'A transaction that loses against another one on %s',
  (engine) => {
    const server = useThrowawayServer(engine);
    let pair: StorePair;

    beforeAll(async () => {
      const urls = { a: await server().createDatabase('a'), b: await server().createDatabase('b') };
      pair = await openStorePair({ entities: [Stock], urls, limit: 4, acquireTimeoutMs: 10_000 });
      await pair.a.dataSource.synchronize();
      await pair.a.dataSource.getRepository(Stock).insert([
        { id: 1, text: '' },
        { id: 2, text: '' },
      ]);
    });

    afterAll(() => pair?.close());

    const isDeadlock = (error: unknown) => pair.a.dataSource.template.engine.isRetryable(error);

    it.each(['move', 'moveNested'] as const)('is run again by @Transactional() (%s)', async (method) => {
      const service = new StockService(new Meeting(2));
      await Promise.all([pair.a.run(() => service[method](1, 2)), pair.a.run(() => service[method](2, 1))]);
      expect(service.tries).toBe(3);
      expect(pair.pools.counts()).toMatchObject({ leased: 0, waiting: 0 });
    });

    it('is not run again by manager.transaction()', async () => {
      const meeting = new Meeting(2);
      const { dataSource } = pair.a;
      let tries = 0;
      const move = (first: number, second: number) =>
        dataSource.transaction(async (manager) => {
          tries += 1;
          await manager.update(Stock, { id: first }, { text: 'by hand' });
          await meeting.join();
          await manager.update(Stock, { id: second }, { text: 'by hand' });
        });
      const results = await Promise.allSettled([move(1, 2), move(2, 1)]);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(tries).toBe(2);
      expect(lost.map(({ reason }) => isDeadlock(reason))).toEqual([true]);
    });

    it('is given up when it belongs to a transaction that is not run again', async () => {
      const service = new StockService(new Meeting(2));
      const { dataSource } = pair.a;
      const move = (first: number, second: number) =>
        pair.a.run(() => dataSource.transaction(() => service.move(first, second)));
      const results = await Promise.allSettled([move(1, 2), move(2, 1)]);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(service.tries).toBe(2);
      expect(lost.map(({ reason }) => isDeadlock(reason))).toEqual([true]);
    });
  },
  ['postgres', 'mysql'],
);
