import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createTable, dateOnly, instant, int, longText, text, uuid } from '@tenantry/nest/portable';
import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { Column, type DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { mysqlEngine } from '../../libs/tenancy/src/engine/mysql/mysql.engine.js';

@Entity('parcels')
class Parcel {
  @PrimaryColumn('int')
  id: number;

  @Column('varchar')
  label: string;

  @Column('int', { default: 0 })
  weight: number;

  @Column('int', { nullable: true })
  parent: number | null;

  @Column('date', { nullable: true })
  day: string | null;

  @Column({ type: Date, nullable: true })
  at: Date | null;
}

const columns = {
  id: int(),
  label: text(20),
  weight: int({ default: 0 }),
  parent: int({ nullable: true }),
  day: dateOnly({ nullable: true }),
  at: instant({ nullable: true }),
};

/** What MySQL and MariaDB do otherwise than the other engines, and what is made of it. */
describeEngines(
  'The engine %s',
  () => {
    const server = useThrowawayServer('mysql');
    let pair: StorePair;
    let store: DataSource;
    let url: string;
    let past: Connection;

    beforeAll(async () => {
      url = await server().createDatabase('a');
      const urls = { a: url, b: await server().createDatabase('b') };
      pair = await openStorePair({ entities: [Parcel], urls, limit: 2, acquireTimeoutMs: 2_000 });
      store = pair.a.dataSource;
      const runner = store.createQueryRunner();
      await createTable(runner, 'parcels', {
        bare: true,
        primary: ['id'],
        columns,
        foreignKeys: { parent: { table: 'parcels' } },
        checks: { parcels_weight: 'weight >= 0' },
      });
      await runner.release();
      past = await createConnection(url);
    });
    afterEach(async () => {
      expect(pair.pools.counts()).toMatchObject({ leased: 0, waiting: 0 });
      await past.query('DELETE FROM parcels');
    });
    afterAll(async () => {
      await past?.end();
      await pair?.close();
    });

    const insert = (manager: EntityManager, id: number, label = `${id}`) =>
      manager.insert(Parcel, { id, label });
    const ids = async (): Promise<number[]> => {
      const [rows] = await past.query<RowDataPacket[]>('SELECT id FROM parcels ORDER BY id');
      return rows.map(({ id }) => id as number);
    };

    /** Two transactions that lock 1 and 2 crosswise; the server gives one of them up. */
    const crosswise = (
      inside: (work: Promise<unknown>, manager: EntityManager, id: number) => Promise<void>,
    ) => {
      const both = new EventEmitter();
      let holding = 0;
      const lock = (mine: number, other: number) =>
        store.transaction(async (manager) => {
          await manager.update(Parcel, { id: mine }, { weight: 1 });
          await insert(manager, 10 + mine);
          holding += 1;
          if (holding === 2) both.emit('held');
          else await once(both, 'held');
          await inside(manager.update(Parcel, { id: other }, { weight: 2 }), manager, mine);
        });
      return Promise.allSettled([lock(1, 2), lock(2, 1)]);
    };

    it('takes a default for a long text', async () => {
      const runner = store.createQueryRunner();
      const remarks = { id: int(), text: longText({ default: "none, it's empty" }) };
      await createTable(runner, 'remarks', { bare: true, primary: ['id'], columns: remarks });
      await runner.release();
      await past.query('INSERT INTO remarks (id) VALUES (1)');
      expect((await past.query('SELECT text FROM remarks'))[0]).toEqual([{ text: "none, it's empty" }]);
    });

    it('gives a user that is there its new password, and lets a dropped store go with its connections', async () => {
      const name = `${server().prefix}users`;
      const admin = mysqlEngine.stores(server().url);
      await admin.create(name);
      for (const password of ['Aa1-first', 'Aa1-second']) {
        await admin.roles?.create(name, { user: 't_again', password });
        const storeUrl = mysqlEngine.storeUrl(server().url, name);
        const signedIn = await createConnection(
          mysqlEngine.withCredentials(storeUrl, { user: 't_again', password }),
        );
        await signedIn.ping();
        if (password === 'Aa1-first') await signedIn.end();
        else signedIn.on('error', () => undefined);
      }
      await admin.drop(name);
      expect(await admin.exists(name)).toBe(false);
      await admin.roles?.drop('t_again');
    });

    it('rolls the whole transaction back at a deadlock, and nothing else', async () => {
      await insert(store.manager, 1);
      await insert(store.manager, 2);
      const results = await crosswise(async (work) => void (await work));
      const failed = results.find((result) => result.status === 'rejected');
      expect(failed?.reason).toMatchObject({ driverError: { code: 'ER_LOCK_DEADLOCK' } });
      expect(await ids()).toHaveLength(3);
    });

    it('stores nothing that is written after a deadlock that was swallowed', async () => {
      await insert(store.manager, 1);
      await insert(store.manager, 2);
      const results = await crosswise(async (work, manager, mine) => {
        await work.catch(() => insert(manager, 20 + mine).catch(() => undefined));
      });
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await ids()).filter((id) => id > 2)).toHaveLength(1);
      expect((await ids()).some((id) => id > 20)).toBe(false);
    });

    it('tells the deadlock also through a savepoint, which went with the transaction', async () => {
      await insert(store.manager, 1);
      await insert(store.manager, 2);
      const both = new EventEmitter();
      let holding = 0;
      const lock = (mine: number, other: number) =>
        store.transaction(async (outer) => {
          await outer.update(Parcel, { id: mine }, { weight: 1 });
          holding += 1;
          if (holding === 2) both.emit('held');
          else await once(both, 'held');
          await outer.transaction((inner) => inner.update(Parcel, { id: other }, { weight: 2 }));
        });
      const results = await Promise.allSettled([lock(1, 2), lock(2, 1)]);
      const failed = results.find((result) => result.status === 'rejected');
      expect(failed?.reason).toMatchObject({ driverError: { code: 'ER_LOCK_DEADLOCK' } });
    });

    it('refuses a statement that would commit half of a transaction, and says so', async () => {
      const work = store.transaction(async (manager) => {
        await insert(manager, 1);
        await manager.query('CREATE TABLE IF NOT EXISTS halves (id int)');
        await insert(manager, 2);
      });
      await expect(work).rejects.toThrow('commit a transaction at "CREATE TABLE');
      expect(await ids()).toEqual([1]);
    });

    it('reads after a lock what others committed while it waited', async () => {
      await insert(store.manager, 1);
      await past.beginTransaction();
      await past.query('UPDATE parcels SET weight = 5 WHERE id = 1');
      await past.query("INSERT INTO parcels (id, label) VALUES (2, 'late')");
      const reading = store.transaction(async (manager) => {
        expect(await manager.count(Parcel)).toBe(1);
        await manager.findOne(Parcel, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
        return manager.count(Parcel);
      });
      await lockIsAwaited(past);
      await past.commit();
      expect(await reading).toBe(2);
    });

    it('lets orIgnore pass a taken key and nothing else', async () => {
      const add = (row: Partial<Parcel>) =>
        store.createQueryBuilder().insert().into(Parcel).values(row).orIgnore().execute();
      await add({ id: 1, label: 'first' });
      await add({ id: 1, label: 'again' });
      await expect(add({ id: 2, label: 'x', parent: 99 })).rejects.toThrow(/foreign key/i);
      await expect(add({ id: 2, label: 'x', weight: -1 })).rejects.toMatchObject({
        code: expect.stringMatching(/^ER_(CONSTRAINT_FAILED|CHECK_CONSTRAINT_VIOLATED)$/),
      });
      expect(await store.manager.find(Parcel, { select: { id: true, label: true } })).toEqual([
        { id: 1, label: 'first' },
      ]);
    });

    it('gives rows that are inserted together their own values, in whatever order', async () => {
      const rows = [3, 1, 2].map((id) => store.manager.create(Parcel, { id, label: `${id}` }));
      await past.query('ALTER TABLE parcels MODIFY weight int NOT NULL DEFAULT 7');
      const { identifiers, generatedMaps } = await store.manager.insert(Parcel, rows);
      await past.query('ALTER TABLE parcels MODIFY weight int NOT NULL DEFAULT 0');
      expect(rows.map(({ id, label, weight }) => [id, label, weight])).toEqual([
        [3, '3', 7],
        [1, '1', 7],
        [2, '2', 7],
      ]);
      expect(identifiers).toEqual([{ id: 3 }, { id: 1 }, { id: 2 }]);
      expect(generatedMaps.map(({ id }) => id as number)).toEqual([3, 1, 2]);
    });

    it('refuses what does not fit instead of cutting it', async () => {
      await expect(insert(store.manager, 1, 'x'.repeat(21))).rejects.toMatchObject({
        driverError: { code: 'ER_DATA_TOO_LONG' },
      });
    });

    it('keeps days and instants as they are, and tells upper from lower case', async () => {
      const at = new Date('2006-03-29T00:30:00.123Z');
      await store.manager.insert(Parcel, { id: 1, label: 'Ärger 🚚', day: '2006-03-29', at });
      const found = await store.manager.findOneByOrFail(Parcel, { id: 1 });
      expect(found).toMatchObject({ label: 'Ärger 🚚', day: '2006-03-29', at });
      expect(await store.manager.countBy(Parcel, { label: 'ärger 🚚' })).toBe(0);
      const [rows] = await past.query<RowDataPacket[]>('SELECT CAST(at AS char) AS at FROM parcels');
      expect(rows).toEqual([{ at: '2006-03-29 00:30:00.123' }]);
    });

    it('takes an object in the place of a value for a text, not for SQL', async () => {
      await insert(store.manager, 1);
      const rows = await store.query('SELECT id FROM parcels WHERE label = ?', [{ label: 1 }]);
      expect(rows).toEqual([]);
    });

    it('counts the rows that were found, also those that stay the same', async () => {
      await insert(store.manager, 1);
      expect(await store.manager.update(Parcel, { id: 1 }, { label: '1' })).toMatchObject({ affected: 1 });
    });

    it('hands nobody a connection that was led into another database', async () => {
      await store.query(`USE ${server().prefix}b`);
      const [{ name }] = await store.query('SELECT DATABASE() AS name');
      expect(name).toBe(`${server().prefix}a`);
    });

    it('hands nobody a connection whose transaction began in plain SQL', async () => {
      await store.query('START TRANSACTION');
      await insert(store.manager, 1);
      expect(await ids()).toEqual([1]);
    });

    it('survives the end of its connections, in the middle of a transaction too', async () => {
      const work = store.transaction(async (manager) => {
        await insert(manager, 1);
        const [{ id }] = await manager.query('SELECT CONNECTION_ID() AS id');
        await past.query('KILL ?', [Number(id)]);
        await insert(manager, 2);
      });
      await expect(work).rejects.toMatchObject({ code: 'tenant_database_unavailable' });
      await insert(store.manager, 3);
      expect(await ids()).toEqual([3]);
    });

    it('stops a statement that takes longer than the time-out', async () => {
      const connection = await mysqlEngine.connect(url, { statementTimeoutMs: 50 });
      const names = ['a', 'b', 'c', 'd'].map((alias) => `information_schema.collations ${alias}`);
      const endless = mysqlEngine.probe(connection, `SELECT COUNT(*) FROM ${names.join(', ')}`);
      await expect(endless).rejects.toMatchObject({
        code: expect.stringMatching(/^ER_(STATEMENT|QUERY)_TIMEOUT$/),
      });
      expect(await connection.check?.()).toBe(true);
      expect(connection.isClean()).toBe(true);
      await connection.close();
    });

    it('finds out that a connection is gone when it is asked', async () => {
      const connection = await mysqlEngine.connect(url, { statementTimeoutMs: 0 });
      const [row] = await mysqlEngine.probe(connection, 'SELECT CONNECTION_ID() AS id');
      await past.query('KILL ?', [Number(row?.['id'])]);
      expect(await connection.check?.()).toBe(false);
      expect(connection.isClean()).toBe(false);
      await connection.close();
    });

    it('makes, marks, empties and drops stores', async () => {
      const admin = mysqlEngine.stores(server().url);
      const name = `${server().prefix}store`;
      expect(await admin.inspect(name)).toEqual({ kind: 'missing' });
      for (let twice = 0; twice < 2; twice += 1) await admin.create(name);
      expect(await admin.inspect(name)).toEqual({ kind: 'empty' });
      for (let twice = 0; twice < 2; twice += 1) await admin.mark(name, 'id-of-a');
      expect(await admin.inspect(name)).toEqual({ kind: 'marked', tenantId: 'id-of-a' });
      await past.query(`CREATE TABLE ${name}.parents (id int PRIMARY KEY)`);
      await past.query(`CREATE TABLE ${name}.children (id int, parent int REFERENCES parents (id))`);
      await past.query(`CREATE VIEW ${name}.seen AS SELECT id FROM ${name}.parents`);
      await admin.clear(name);
      expect(await admin.inspect(name)).toEqual({ kind: 'empty' });
      await past.query(`CREATE TABLE ${name}.somebody (id int)`);
      expect(await admin.inspect(name)).toEqual({ kind: 'foreign' });
      for (let twice = 0; twice < 2; twice += 1) await admin.drop(name);
      expect(await admin.exists(name)).toBe(false);
    });

    it('drops a store although somebody is in the middle of a transaction there', async () => {
      const admin = mysqlEngine.stores(server().url);
      const name = `${server().prefix}busy`;
      await admin.create(name);
      await admin.mark(name, 'id-of-a');
      const busy = await createConnection(mysqlEngine.storeUrl(server().url, name));
      busy.on('error', () => undefined);
      await busy.beginTransaction();
      await busy.query('SELECT * FROM tenantry_store');
      await admin.drop(name);
      expect(await admin.exists(name)).toBe(false);
      busy.destroy();
    });

    it('needs no more than the privileges on databases of its prefix, and refuses a wrong password', async () => {
      const name = `${server().prefix}own`;
      const user = server().prefix.slice(0, -1);
      const pattern = server().prefix.replaceAll('_', '\\_');
      await past.query(`CREATE USER ${user} IDENTIFIED BY 'right one'`);
      try {
        await past.query(`GRANT ALL ON \`${pattern}%\`.* TO ${user}`);
        const address = Object.assign(new URL(server().url), { username: user, password: 'right one' });
        const admin = mysqlEngine.stores(address.href);
        await admin.create(name);
        await admin.mark(name, 'id-of-own');
        expect(await admin.inspect(name)).toEqual({ kind: 'marked', tenantId: 'id-of-own' });
        await admin.drop(name);
        expect(await admin.exists(name)).toBe(false);
        await expect(admin.create('elsewhere')).rejects.toMatchObject({ code: 'ER_DBACCESS_DENIED_ERROR' });
        const wrong = mysqlEngine.stores(Object.assign(address, { password: 'wrong one' }).href);
        const refusal = await wrong.exists(name).catch((error: unknown) => error);
        expect(mysqlEngine.isConnectionLost(refusal)).toBe(true);
      } finally {
        await past.query(`DROP USER ${user}`);
      }
    });

    it.each(["a'b", 'a`b', 'a.b', 'A', '', 'a'.repeat(64)])(
      'refuses %j as the name of a store',
      async (name) => {
        await expect(mysqlEngine.stores(server().url).create(name)).rejects.toThrow(RangeError);
      },
    );

    it('repeats a table that an interrupted migration has made', async () => {
      const runner = store.createQueryRunner();
      const spec = { columns: { owner: uuid() }, checks: { twice_owner: "owner <> ''" } };
      for (let twice = 0; twice < 2; twice += 1) await createTable(runner, 'twice', spec);
      expect(await runner.hasTable('twice')).toBe(true);
      expect(await runner.hasColumn('twice', 'owner')).toBe(true);
      await runner.release();
    });
  },
  ['mysql'],
);

/** Until somebody waits for a row of `connection`'s database. The server renews this table when nobody has asked for 0.1 s. */
async function lockIsAwaited(connection: Connection): Promise<void> {
  for (;;) {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT 1 FROM information_schema.innodb_trx t
       JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
       WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()`,
    );
    if (rows.length > 0) return;
    await delay(150);
  }
}
