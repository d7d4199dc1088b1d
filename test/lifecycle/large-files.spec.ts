import { openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateStore } from '../../libs/tenancy/src/lifecycle/migrate/migrate-store.js';

const ROWS = 120_000;

class Rows1763000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE owners (id integer PRIMARY KEY)');
    await runner.query(
      'CREATE TABLE things (id integer PRIMARY KEY, owner integer NOT NULL REFERENCES owners (id), word text)',
    );
  }
  async down(): Promise<void> {}
}

class Copy1763000001000 implements MigrationInterface {
  static fails = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE copies AS SELECT id, owner, word || word AS word FROM things`);
    await runner.query('CREATE INDEX ix_copies_word ON copies (word)');
    if (Copy1763000001000.fails) throw new Error('the disk of this test is full');
  }
  async down(): Promise<void> {}
}

describe('A migration of a SQLite file', () => {
  const server = useThrowawayServer('sqlite');
  let pair: StorePair;
  let made = 0;
  const a = () => pair.a.dataSource;
  const b = () => pair.b.dataSource;
  const newFile = () => server().createDatabase(`large${(made += 1)}`);

  beforeEach(async () => {
    const urls = { a: await newFile(), b: await newFile() };
    pair = await openStorePair({ entities: [], urls, migrations: [Rows1763000000000, Copy1763000001000] });
    for (const source of [a(), b()]) await migrateStore(source, 'Rows1763000000000');
    await a().query('INSERT INTO owners (id) VALUES (1)');
    await a().query(
      `INSERT INTO things (owner, word)
       WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
       SELECT 1, 'a word that is long enough for a large file ' || i FROM n`,
    );
  });
  afterEach(() => pair?.close());
  afterEach(() => void (Copy1763000001000.fails = false));

  const expectForeignKeys = async (): Promise<void> => {
    const insert = 'INSERT INTO things (owner, word) VALUES (99, ?)';
    await expect(a().query(insert, ['lost'])).rejects.toThrow(/FOREIGN KEY/);
    await expect(b().query(insert, ['lost'])).rejects.toThrow(/FOREIGN KEY/);
  };

  it('lets the program go on while a large one is copied and indexed', async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const done = await migrateStore(a());
    clearInterval(counting);
    expect(done).toHaveLength(2);
    // Inside the event loop the two statements would be two turns.
    expect(turns).toBeGreaterThan(20);
    const [{ n }] = (await a().query('SELECT count(*) AS n FROM copies')) as [{ n: number }];
    expect(n).toBe(ROWS);
    await expectForeignKeys();
  });

  it('leaves nothing behind when it fails, of a large and of a small one', async () => {
    Copy1763000001000.fails = true;
    // TypeORM tells of it itself.
    jest.spyOn(console, 'log').mockImplementation();
    for (const source of [a(), b()]) {
      await expect(migrateStore(source)).rejects.toThrow('the disk of this test is full');
      expect(await source.query("SELECT name FROM sqlite_schema WHERE name LIKE '%copies%'")).toEqual([]);
    }
    await expectForeignKeys();
    Copy1763000001000.fails = false;
    for (const source of [a(), b()]) expect(await migrateStore(source)).toHaveLength(2);
    await expectForeignKeys();
  });
});
