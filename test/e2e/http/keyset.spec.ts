import {
  addTextKeys,
  createTable,
  decimal3,
  DecimalColumn3,
  instant,
  InstantColumn,
  money,
  MoneyColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  text,
  TextColumn,
} from '@tenantry/nest/portable';
import { describeEngines, openStorePair, type StorePair, useThrowawayServer } from '@tenantry/nest/testing';
import { Entity, type MigrationInterface, type QueryRunner, type Repository } from 'typeorm';
import { ValidationError } from '../../../src/kernel/errors.js';
import type { Page } from '../../../src/kernel/lists/pagination.js';
import { keysetPage, parseSort, searchText, type SortKey } from '../../../src/kernel/lists/keyset.js';

@Entity('parts')
class Part extends StoredEntity {
  @TextColumn(100)
  name: string;

  @TextColumn(100, { nullable: true })
  colour: string | null;

  @MoneyColumn()
  price: number;

  @DecimalColumn3()
  weight: string;

  @InstantColumn()
  madeAt: Date;

  @SearchKey('name', 'colour')
  declare readonly searchKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}

class PartsInit1763000000000 implements MigrationInterface {
  name = 'PartsInit1763000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'parts', {
      columns: {
        name: text(100),
        colour: text(100, { nullable: true }),
        price: money(),
        weight: decimal3(),
        made_at: instant(),
      },
    });
    await addTextKeys(runner, 'parts', { sorted: ['name_key'] });
  }

  down = (runner: QueryRunner) => runner.dropTable('parts');
}

const COLOURS = ['red', null, 'blue', null, 'GRüN'];

describeEngines('A page by keyset on %s', (engine) => {
  const server = useThrowawayServer(engine);
  let pair: StorePair;
  let parts: Repository<Part>;

  beforeAll(async () => {
    const [a, b] = [await server().createDatabase('a'), await server().createDatabase('b')];
    pair = await openStorePair({ entities: [Part], migrations: [PartsInit1763000000000], urls: { a, b } });
    await pair.a.dataSource.runMigrations();
    parts = pair.a.dataSource.getRepository(Part);
    await pair.a.run(() =>
      parts.insert(Array.from({ length: 25 }, (_, index) => parts.create(partOf(index)))),
    );
  });
  afterAll(() => pair?.close());

  // Names, prices and instants repeat, so that the id has to decide.
  const partOf = (index: number): Partial<Part> => ({
    name: `Part ${String.fromCodePoint(65 + (index % 7))}`,
    colour: COLOURS[index % COLOURS.length] ?? null,
    price: (index % 4) * 100,
    weight: `${index % 3}.${index % 2}50`,
    madeAt: new Date(Date.UTC(2026, 0, 1 + (index % 5), 12, 0, 0, 123)),
  });

  const page = (sort: readonly SortKey[], cursor?: string, limit = 4): Promise<Page<Part>> =>
    pair.a.run(() => keysetPage(parts.createQueryBuilder('part'), { query: { limit, cursor }, sort }));

  async function all(sort: readonly SortKey[]): Promise<Part[]> {
    const found: Part[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page(sort, cursor);
      found.push(...items);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  it.each([
    'name',
    '-name',
    'price',
    '-weight',
    'madeAt',
    '-madeAt',
    'colour',
    '-colour',
    'id',
    '-createdAt',
  ])('sorted by %s, page after page, shows every row once and in order', async (by) => {
    const sort = parseSort(by, [by.replace('-', '')], []);
    const found = await all(sort);
    expect(new Set(found.map(({ id }) => id)).size).toBe(25);
    const whole = await page(sort, undefined, 100);
    expect(found.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
    expect(whole.nextCursor).toBeNull();
  });

  it('may go up by one column and down by another', async () => {
    const found = await all([
      { column: 'price', direction: 'DESC' },
      { column: 'name', direction: 'ASC' },
    ]);
    const keys = found.map(({ price, name }) => `${999 - price} ${name}`);
    expect(keys).toEqual(keys.toSorted());
    expect(keys).toHaveLength(25);
  });

  it('puts rows without a value last, whichever way', async () => {
    for (const direction of ['ASC', 'DESC'] as const) {
      const colours = (await all([{ column: 'colour', direction }])).map(({ colour }) => colour);
      expect(colours.slice(15)).toEqual(Array(10).fill(null));
    }
  });

  it('keeps to what the query filters', async () => {
    const { items } = await pair.a.run(() =>
      keysetPage(parts.createQueryBuilder('p').where('p.price = 100 OR p.price = 0'), {
        query: { limit: 100 },
        sort: [{ column: 'name', direction: 'ASC' }],
      }),
    );
    expect(new Set(items.map(({ price }) => price))).toEqual(new Set([0, 100]));
  });

  const BY_PRICE: SortKey[] = [{ column: 'price', direction: 'ASC' }];
  const forge = (...content: unknown[]) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const ID = '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10';

  it.each([
    ['nothing like a cursor', '%%%'],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['another sort', forge('name', 'x', ID)],
    ['too few values', forge('price', 1)],
    ['too many values', forge('price', 1, ID, 2)],
    ['text for a number', forge('price', "1' OR 1=1", ID)],
    ['a fraction for a whole number', forge('price', '1.5', ID)],
    ['too large a number', forge('price', 1e300, ID)],
    ['an object', forge('price', { a: 1 }, ID)],
    ['no value', forge('price', null, ID)],
    ['an id that is none', forge('price', 1, 'x')],
  ])('refuses a cursor that holds %s', async (_what, cursor) => {
    await expect(page(BY_PRICE, cursor)).rejects.toMatchObject({ errors: [{ path: 'cursor' }] });
  });

  it.each([
    ['name', 'with\0NUL'],
    ['weight', '1.23456'],
    ['madeAt', 'yesterday'],
  ])('refuses a cursor by %s that holds %j', async (column, value) => {
    const sort: SortKey[] = [{ column, direction: 'ASC' }];
    await expect(page(sort, forge(column, value, ID))).rejects.toThrow(ValidationError);
  });

  const search = async (q: string | undefined) => {
    const builder = searchText(parts.createQueryBuilder('part'), q);
    const { items } = await pair.a.run(() => keysetPage(builder, { query: { limit: 100 }, sort: [] }));
    return items.length;
  };

  it.each([
    ['part a', 4],
    ['RED', 5],
    ['  Blue ', 5],
    ['GRÜN', 5],
    ['grun', 5],
    ['pART  b', 4],
    ['%', 0],
    ['_', 0],
    ['!', 0],
    ["' OR 1=1 --", 0],
    ['', 25],
    [undefined, 25],
  ])('finds by the text %j %i rows', async (q, count) => {
    expect(await search(q)).toBe(count);
  });
});

describeEngines(
  'A late page on %s',
  () => {
    const server = useThrowawayServer('mysql');

    it('starts in the index where the one before ended', async () => {
      const [a, b] = [await server().createDatabase('a'), await server().createDatabase('b')];
      const pair = await openStorePair({
        entities: [Part],
        migrations: [PartsInit1763000000000],
        urls: { a, b },
      });
      const { dataSource } = pair.a;
      await dataSource.runMigrations();
      const parts = dataSource.getRepository(Part);
      const row = { price: 1, weight: '1', madeAt: new Date() };
      const rows = Array.from({ length: 500 }, (_, index) =>
        parts.create({ ...row, name: `${1000 + index}` }),
      );
      await parts.insert(rows);
      const page = (cursor?: string) =>
        keysetPage(parts.createQueryBuilder('part').select(['part.id', 'part.name']), {
          query: { limit: 100, cursor },
          sort: [{ column: 'name', direction: 'ASC' }],
        });
      let cursor: string | undefined;
      for (let index = 0; index < 4; index += 1) cursor = (await page(cursor)).nextCursor ?? undefined;
      await dataSource.transaction(async (manager) => {
        const rowsRead = async (): Promise<number> => {
          const read: { Value: string }[] = await manager.query("SHOW STATUS LIKE 'Handler_read_next'");
          return Number(read[0]?.Value);
        };
        const before = await rowsRead();
        expect((await page(cursor)).items).toHaveLength(100);
        expect((await rowsRead()) - before).toBeLessThan(150);
      });
      await pair.close();
    });
  },
  ['mysql'],
);

it('A list refuses to be sorted by what it does not offer', () => {
  expect(() => parseSort('passwordHash', ['name'], [])).toThrow(ValidationError);
});
