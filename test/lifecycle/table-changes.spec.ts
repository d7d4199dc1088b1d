import { addColumns, boolean, createTable, int, money, text } from '@tenantry/nest/portable';
import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import { TableColumn, TableIndex, type QueryRunner } from 'typeorm';
import { createGuards } from '../../migrations/tenant/guards.js';

describeEngines('A change of a table that has guards, on %s', (engine) => {
  const server = useThrowawayServer(engine);
  let pair: StorePair;
  let runner: QueryRunner;

  beforeAll(async () => {
    const [a, b] = [await server().createDatabase('a'), await server().createDatabase('b')];
    pair = await openStorePair({ entities: [], urls: { a, b } });
    runner = pair.a.dataSource.createQueryRunner();
    await createTable(runner, 'purses', {
      columns: { owner: text(40), held: money() },
      indexes: [['owner']],
    });
    await createTable(runner, 'coins', { columns: { worth: money() } });
    await createGuards(runner, [
      { name: 'purses_held', table: 'purses', event: 'UPDATE', refuse: 'NEW.held < 0', message: 'no debts' },
      // Its condition names the other table: that one can't be made anew as long as this trigger is there.
      {
        name: 'coins_counted',
        table: 'coins',
        event: 'INSERT',
        refuse: 'NEW.worth > (SELECT COALESCE(MAX(held), 0) FROM purses)',
        message: 'no coin without a purse',
      },
    ]);
    await runner.query(
      `INSERT INTO purses (id, owner, held, created_at, updated_at)
       VALUES ('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10', 'ann', 5, '2030-01-01 00:00:00', '2030-01-01 00:00:00')`,
    );
  });
  afterAll(async () => {
    await runner?.release();
    await pair?.close();
  });

  const expectGuarded = async (): Promise<void> => {
    await expect(runner.query('UPDATE purses SET held = -1')).rejects.toThrow(/no debts/);
    const coin = `INSERT INTO coins (id, worth, created_at, updated_at)
      VALUES ('0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a11', 6, '2030-01-01 00:00:00', '2030-01-01 00:00:00')`;
    await expect(runner.query(coin)).rejects.toThrow(/no coin without a purse/);
    const [row] = (await runner.query('SELECT owner, held FROM purses')) as { owner: string; held: string }[];
    expect([row?.owner, Number(row?.held)]).toEqual(['ann', 5]);
    const table = await runner.getTable('purses');
    expect(table?.indices.map(({ name }) => name)).toContain('ix_purses_owner');
  };

  it('keeps them when columns are added, with and without a default, and twice', async () => {
    const columns = { closed: boolean({ default: false }), note: text(20, { nullable: true }) };
    for (let times = 0; times < 2; times += 1) await addColumns(runner, 'purses', columns);
    await addColumns(runner, 'purses', { place: int({ default: 3 }), word: text(9, { default: "o'clock" }) });
    const [row] = (await runner.query('SELECT place, word, note FROM purses')) as object[];
    expect(row).toEqual({ place: 3, word: "o'clock", note: null });
    await expectGuarded();
  });

  it('keeps them when a column is dropped, changed and made unique', async () => {
    await runner.createIndex('purses', new TableIndex({ name: 'ix_note', columnNames: ['note'] }));
    await runner.dropColumn('purses', 'closed');
    await expectGuarded();
    const table = await runner.getTable('purses');
    const note = table?.findColumnByName('note') as TableColumn;
    await runner.changeColumn('purses', note, Object.assign(note.clone(), { default: "'none'" }));
    await expectGuarded();
    await runner.dropIndex('purses', 'ix_note');
    await expectGuarded();
  });
});

describeEngines(
  'A table that SQLite makes anew, %s',
  (engine) => {
    const server = useThrowawayServer(engine);

    it('has its indexes of expressions and in order as they were', async () => {
      const [a, b] = [await server().createDatabase('a'), await server().createDatabase('b')];
      const pair = await openStorePair({ entities: [], urls: { a, b } });
      const runner = pair.a.dataSource.createQueryRunner();
      await createTable(runner, 'words', { columns: { word: text(40), rank: int(), gone: int() } });
      await runner.query('CREATE INDEX words_lower ON words (length(word), rank)');
      await runner.query('CREATE INDEX words_down ON words (rank DESC) WHERE rank > 3');
      const indexes = () =>
        runner.query(
          `SELECT name, sql FROM sqlite_master WHERE name LIKE 'words!_%' ESCAPE '!' ORDER BY name`,
        );
      const before = await indexes();
      await runner.dropColumn('words', 'gone');
      expect(await indexes()).toEqual(before);
      expect(before).toHaveLength(2);
      await runner.release();
      await pair.close();
    });
  },
  ['sqlite'],
);
