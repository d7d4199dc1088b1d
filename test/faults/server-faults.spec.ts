import {
  openStorePair,
  type StartedPostgres,
  startPostgres,
  type StorePair,
  tcpProxy,
  type TcpProxy,
} from '@tenantry/nest/testing';
import { Client } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

@Entity('rows')
class Row {
  @PrimaryColumn('uuid')
  id: string = uuidv7();

  @Column('varchar')
  text: string;
}

const UNAVAILABLE = 'tenant_database_unavailable';

/** On a server of the tests' own: the machine's is never stopped. */
describe('a PostgreSQL server with faults', () => {
  let server: StartedPostgres;
  let proxy: TcpProxy;
  let admin: Client;
  let pair: StorePair;

  const database = (base: string, name: string): string =>
    Object.assign(new URL(base), { pathname: `/${name}` }).href;

  const open = (urls: { a: string; b: string }) =>
    openStorePair({
      entities: [Row],
      urls,
      limit: 4,
      cap: 8,
      acquireTimeoutMs: 3_000,
      statementTimeoutMs: 1_000,
      silenceMs: 500,
    });

  beforeAll(async () => {
    server = await startPostgres();
    admin = new Client(server.url);
    admin.on('error', () => undefined);
    await admin.connect();
    for (const name of ['a', 'b']) await admin.query(`CREATE DATABASE ${name}`);
    proxy = await tcpProxy(server.url);
  });

  beforeEach(async () => {
    pair = await open({ a: database(proxy.url, 'a'), b: database(server.url, 'b') });
    for (const store of [pair.a, pair.b]) {
      await store.dataSource.synchronize();
      await store.dataSource.getRepository(Row).clear();
    }
  });

  afterEach(async () => {
    await until(() => pair.pools.counts().leased === 0);
    await pair.close();
  });

  afterAll(async () => {
    await proxy?.close();
    await admin?.end().catch(() => undefined);
    await server?.stop();
  });

  const rows = (store: StorePair['a']) => store.dataSource.getRepository(Row);
  const add = (store: StorePair['a'], text = 'x') => rows(store).insert({ id: uuidv7(), text });

  /** A condition, not a sleep; fails by the test's own time-out. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  const works = (store: StorePair['a']) =>
    rows(store)
      .count()
      .then(
        () => true,
        () => false,
      );

  it('loses no acknowledged row and works again by itself when it was stopped and started under load', async () => {
    let acknowledged = 0;
    const load = { running: true };
    const failures = new Set<unknown>();
    const client = async (): Promise<void> => {
      while (load.running) {
        await add(pair.b).then(
          () => (acknowledged += 1),
          (error: { code?: string }) => failures.add(error.code),
        );
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await until(() => acknowledged > 50);
    await server.halt();
    await until(() => failures.size > 0);
    await server.resume();
    const before = acknowledged;
    await until(() => acknowledged > before + 50);
    load.running = false;
    await Promise.all(clients);
    expect([...failures]).toEqual([UNAVAILABLE]);
    const stored = await rows(pair.b).count();
    // A statement whose answer was lost may have been stored; one that was acknowledged must be.
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
    expect(stored).toBeLessThanOrEqual(acknowledged + 8);
    admin = new Client(server.url);
    admin.on('error', () => undefined);
    await admin.connect();
  });

  it('undoes the transaction whose backend was ended, and hands the connection to nobody', async () => {
    const work = pair.b.dataSource.transaction(async (manager) => {
      await manager.insert(Row, { id: uuidv7(), text: 'undone' });
      const [{ pid }] = await manager.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
      await admin.query('SELECT pg_terminate_backend($1)', [pid]);
      await manager.insert(Row, { id: uuidv7(), text: 'never' });
    });
    await expect(work).rejects.toMatchObject({ code: UNAVAILABLE });
    expect(await rows(pair.b).count()).toBe(0);
    await add(pair.b, 'next');
    expect(await rows(pair.b).count()).toBe(1);
  });

  it('drops an idle connection that the server has ended', async () => {
    await rows(pair.b).count();
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'b'`);
    await until(() => pair.pools.counts('b').open === 0);
    expect(await works(pair.b)).toBe(true);
  });

  it('gives up a connection that hangs, while the other tenant is served', async () => {
    await rows(pair.a).count();
    proxy.hang();
    const hung = rows(pair.a).count();
    expect(await works(pair.b)).toBe(true);
    await expect(hung).rejects.toMatchObject({ code: UNAVAILABLE });
    proxy.heal();
    await until(() => works(pair.a));
    expect(await rows(pair.a).count()).toBe(0);
  });

  it('gives up a transaction on a connection that hangs, without waiting twice', async () => {
    const work = pair.a.dataSource.transaction(async (manager) => {
      await manager.insert(Row, { id: uuidv7(), text: 'undone' });
      proxy.hang();
      await manager.insert(Row, { id: uuidv7(), text: 'never' });
    });
    await expect(work).rejects.toMatchObject({ code: UNAVAILABLE });
    proxy.heal();
    await until(() => works(pair.a));
    expect(await rows(pair.a).count()).toBe(0);
  });

  it('ends a statement that takes too long, and only that', async () => {
    await expect(pair.b.dataSource.query('SELECT pg_sleep(5)')).rejects.toThrow('statement timeout');
    expect(await works(pair.b)).toBe(true);
    expect(pair.pools.counts('b').open).toBe(1);
  });

  it('ends a transaction that its program has forgotten', async () => {
    const runner = pair.b.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE rows');
    await until(() => works(pair.b));
    await runner.release();
    expect(await works(pair.b)).toBe(true);
  });

  it('serves again when another program gives back the slots it took', async () => {
    const greedy: Client[] = [];
    for (let full = false; !full;) {
      const client = new Client(server.url);
      client.on('error', () => undefined);
      await client.connect().then(
        () => greedy.push(client),
        () => (full = true),
      );
    }
    const full = await open({ a: database(server.url, 'a'), b: database(server.url, 'b') });
    await expect(rows(full.a).count()).rejects.toMatchObject({ code: UNAVAILABLE });
    await Promise.all(greedy.map((client) => client.end().catch(() => undefined)));
    await until(() => works(full.a));
    await full.close();
  });
});
