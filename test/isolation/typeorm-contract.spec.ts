import {
  describeEngines,
  openStorePair,
  type StorePair,
  type TestEngine,
  type ThrowawayServer,
  useThrowawayServer,
} from '@tenantry/nest/testing';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { postgresEngine } from '../../libs/tenancy/src/engine/postgres/postgres.engine.js';
import { postgresSharing } from '../../libs/tenancy/src/engine/postgres/postgres-sharing.js';
import { tenantRepository } from '../../libs/tenancy/src/repository/inject-tenant-repository.js';
import {
  Author,
  Book,
  BookTitle,
  FilmItem,
  Item,
  LIBRARY_ENTITIES,
  MapItem,
  Note,
  Profile,
  reader,
  SettingSchema,
  Shelf,
  Sticker,
  Tag,
  TagSubscriber,
} from './contract/library.entities.js';
import { LibraryExtra1763000000001 } from './contract/library.migration.js';

/** Two tenants, and whoever makes their tables: on stores of their own the tenants themselves. */
interface Stores {
  pair: StorePair;
  owners: StorePair;
}

const LIBRARY = {
  entities: LIBRARY_ENTITIES,
  subscribers: [TagSubscriber],
  migrations: [LibraryExtra1763000000001],
};

describeEngines('TypeORM on shared metadata, %s', (engine) => {
  contract(engine, async (server) => {
    const urls = { a: await server.createDatabase('a'), b: await server.createDatabase('b') };
    const pair = await openStorePair({ ...LIBRARY, urls });
    await synchronize(pair);
    return { pair, owners: pair };
  });
});

/** Not by row: there a table that is shared has `id` for its primary key, which join and closure tables have not. */
describe('TypeORM on shared metadata, postgres by schema', () => {
  contract('postgres', async (server) => {
    const { shared, roles, urls } = schemasOf(server);
    const admin = postgresEngine.stores(server.url, { isolation: 'schema', database: shared });
    for (const slug of SLUGS) {
      await admin.create(slug);
      await admin.roles?.create(slug, { user: roles[slug], password: '' });
    }
    const owners = await openStorePair({ ...LIBRARY, urls: urls.owners, schemas: { a: 'a', b: 'b' } });
    await synchronize(owners);
    for (const slug of SLUGS) await admin.settle?.(slug, roles[slug]);
    const faces = { a: { role: roles.a, schema: 'a' }, b: { role: roles.b, schema: 'b' } };
    return { owners, pair: await openStorePair({ ...LIBRARY, urls: urls.requests, faces }) };
  });
});

const SLUGS = ['a', 'b'] as const;

function schemasOf({ url, prefix }: ThrowawayServer) {
  const shared = {
    name: `${prefix}shared`,
    login: { user: `${prefix}login`, password: 'throwaway' },
    platform: 'tests',
  };
  const database = postgresEngine.storeUrl(url, shared.name);
  const requests = postgresEngine.withCredentials(database, shared.login);
  const owner = (schema: string) => postgresSharing.inSchema(database, schema);
  return {
    shared,
    roles: { a: `${prefix}a`, b: `${prefix}b` },
    urls: { owners: { a: owner('a'), b: owner('b') }, requests: { a: requests, b: requests } },
  };
}

async function synchronize({ a, b }: StorePair): Promise<void> {
  await a.dataSource.synchronize();
  await b.dataSource.synchronize();
}

/** What TypeORM promises for one database has to hold for each of many tenants on shared metadata. */
function contract(engine: TestEngine, make: (server: ThrowawayServer) => Promise<Stores>): void {
  const server = useThrowawayServer(engine);
  let pair: StorePair;
  let owners: StorePair;

  beforeAll(async () => {
    ({ pair, owners } = await make(server()));
  });

  afterAll(async () => {
    await pair?.close();
    await owners?.close();
  });

  beforeEach(async () => {
    for (const { dataSource } of [pair.a, pair.b]) {
      for (const table of [
        'books_tags_tags',
        'books',
        'tags',
        'settings',
        'authors',
        'profiles',
        'notes',
        'items',
        'stickers',
      ]) {
        await dataSource.query(`DELETE FROM ${table}`);
      }
    }
  });

  const author = (handle: string, titles: string[] = []) => {
    const books = titles.map((title) => Object.assign(new Book(), { title, tags: [] }));
    return { handle, name: { first: handle, last: 'Writer' }, profile: null, books: Promise.resolve(books) };
  };

  const addAuthor = async (store: StorePair['a'], handle: string, titles: string[] = []): Promise<Author> => {
    const repository = store.dataSource.getRepository(Author);
    const { books, ...plain } = author(handle, titles);
    const entity = repository.create(plain);
    entity.books = books;
    return repository.save(entity);
  };

  it('synchronizes, and finds nothing left to change', async () => {
    const { upQueries } = await owners.a.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('runs, shows and undoes migrations of one store only', async () => {
    expect(await owners.a.dataSource.runMigrations()).toHaveLength(1);
    expect(await owners.a.dataSource.showMigrations()).toBe(false);
    expect(await owners.b.dataSource.showMigrations()).toBe(true);
    await owners.a.dataSource.undoLastMigration();
    expect(await owners.a.dataSource.showMigrations()).toBe(true);
  });

  it('saves and finds with cascades, embedded and one-to-one', async () => {
    const repository = pair.a.dataSource.getRepository(Author);
    const entity = repository.create({
      handle: 'ada',
      name: { first: 'Ada', last: 'L' },
      profile: { about: 'engines' },
    });
    await repository.save(entity);
    const found = await repository.findOneOrFail({ where: { handle: 'ada' }, relations: { profile: true } });
    expect([found.name.first, found.profile?.about]).toEqual(['Ada', 'engines']);
    expect(await pair.b.dataSource.getRepository(Profile).count()).toBe(0);
  });

  it('updates, counts versions, soft-deletes, restores and removes', async () => {
    const repository = pair.a.dataSource.getRepository(Author);
    const entity = await addAuthor(pair.a, 'ada');
    entity.handle = 'ada2';
    await repository.save(entity);
    expect(entity.version).toBe(2);
    await repository.softRemove(entity);
    expect(await repository.count()).toBe(0);
    await repository.recover(entity);
    expect(await repository.count()).toBe(1);
    await repository.remove(entity);
    expect(await repository.count({ withDeleted: true })).toBe(0);
  });

  it('commits, rolls back and nests transactions', async () => {
    const { manager } = pair.a.dataSource;
    await manager.transaction(async (outer) => {
      await outer.insert(Tag, { id: new Tag().id, label: 'kept' });
      await expect(
        outer.transaction(async (inner) => {
          await inner.insert(Tag, { id: new Tag().id, label: 'undone' });
          throw new Error('inner');
        }),
      ).rejects.toThrow('inner');
    });
    await expect(
      manager.transaction(async (outer) => {
        await outer.insert(Tag, { id: new Tag().id, label: 'gone' });
        throw new Error('outer');
      }),
    ).rejects.toThrow('outer');
    expect((await manager.find(Tag)).map(({ label }) => label)).toEqual(['kept']);
  });

  it('builds selects, inserts, updates, deletes, joins, subqueries, relations and upserts', async () => {
    const { dataSource } = pair.a;
    const ada = await addAuthor(pair.a, 'ada', ['Notes']);
    await dataSource
      .createQueryBuilder()
      .insert()
      .into(Book)
      .values({ id: new Book().id, title: 'Letters' })
      .execute();
    await dataSource
      .createQueryBuilder()
      .update(Book)
      .set({ title: 'Mail' })
      .where({ title: 'Letters' })
      .execute();
    const mail = await dataSource.getRepository(Book).findOneByOrFail({ title: 'Mail' });
    await dataSource.createQueryBuilder().relation(Author, 'books').of(ada.id).add(mail.id);
    const joined = await dataSource
      .getRepository(Author)
      .createQueryBuilder('author')
      .innerJoinAndSelect('author.books', 'book')
      .where((qb) => `author.id IN ${qb.subQuery().select('x.id').from(Author, 'x').getQuery()}`)
      .getOneOrFail();
    expect((await joined.books).map(({ title }) => title).sort()).toEqual(['Mail', 'Notes']);
    await dataSource.getRepository(SettingSchema).upsert({ key: 'k', value: '1' }, ['key']);
    await dataSource.getRepository(SettingSchema).upsert({ key: 'k', value: '2' }, ['key']);
    expect(await dataSource.getRepository(SettingSchema).find()).toEqual([{ key: 'k', value: '2' }]);
    await dataSource.createQueryBuilder().delete().from(Book).where({ title: 'Mail' }).execute();
    expect(await dataSource.getRepository(Book).count()).toBe(1);
    expect(await pair.b.dataSource.getRepository(Book).count()).toBe(0);
  });

  it('loads lazy relations of found entities from their own store: A, B, A', async () => {
    await addAuthor(pair.a, 'same', ['of A']);
    await addAuthor(pair.b, 'same', ['of B']);
    const first = await pair.a.dataSource.getRepository(Author).findOneByOrFail({ handle: 'same' });
    const second = await pair.b.dataSource.getRepository(Author).findOneByOrFail({ handle: 'same' });
    const third = await pair.a.dataSource.getRepository(Author).findOneByOrFail({ handle: 'same' });
    const titles = [];
    for (const { books } of [first, second, third]) titles.push((await books).map(({ title }) => title));
    expect(titles).toEqual([['of A'], ['of B'], ['of A']]);
  });

  it('loads them from their own store when they are awaited later, inside the other tenant', async () => {
    await addAuthor(pair.a, 'same', ['of A']);
    await addAuthor(pair.b, 'same', ['of B']);
    const ofA = await pair.a.run(() => tenantRepository(Author).findOneByOrFail({ handle: 'same' }));
    const books = await pair.b.run(async () => ofA.books);
    expect(books.map(({ title }) => title)).toEqual(['of A']);
    const back = await pair.b.run(async () => books[0]?.author);
    expect(back?.id).toBe(ofA.id);
  });

  it('sees uncommitted rows through a lazy relation inside a transaction', async () => {
    const titles = await pair.a.dataSource.transaction(async (manager) => {
      const entity = manager.create(Author, { handle: 'tx', name: { first: 'T', last: 'X' } });
      await manager.save(entity);
      const book = manager.create(Book, { title: 'uncommitted', tags: [] });
      book.author = Promise.resolve(entity);
      await manager.save(book);
      const found = await manager.findOneByOrFail(Author, { handle: 'tx' });
      return (await found.books).map(({ title }) => title);
    });
    expect(titles).toEqual(['uncommitted']);
  });

  it('loads a lazy relation of a new entity from the current tenant, and throws at once outside any', async () => {
    const stored = await addAuthor(pair.b, 'b', ['of B']);
    const fresh = Object.assign(new Author(), { id: stored.id });
    expect((await pair.b.run(() => fresh.books)).map(({ title }) => title)).toEqual(['of B']);
    const other = Object.assign(new Author(), { id: stored.id });
    expect(await pair.a.run(() => other.books)).toEqual([]);
    const outside = Object.assign(new Author(), { id: stored.id });
    expect(() => outside.books).toThrow('outside any tenant');
  });

  it('loads a lazy relation of a repository-made entity from the store of that repository', async () => {
    const stored = await addAuthor(pair.b, 'b', ['of B']);
    const made = pair.b.dataSource.getRepository(Author).create({ id: stored.id });
    expect((await pair.a.run(() => made.books)).map(({ title }) => title)).toEqual(['of B']);
  });

  it('keeps closure-table trees apart', async () => {
    const trees = pair.a.dataSource.getTreeRepository(Shelf);
    const top = await trees.save(trees.create({ label: 'top', parent: null }));
    await trees.save(trees.create({ label: 'below', parent: top }));
    const [root] = await trees.findTrees();
    expect([root?.label, root?.children[0]?.label]).toEqual(['top', 'below']);
    expect(await trees.countDescendants(top)).toBe(2);
    expect(await pair.b.dataSource.getTreeRepository(Shelf).findTrees()).toEqual([]);
  });

  it('reads single-table inheritance, an EntitySchema and a view', async () => {
    const { dataSource } = pair.a;
    await dataSource
      .getRepository(MapItem)
      .save(dataSource.getRepository(MapItem).create({ region: 'Alps' }));
    await dataSource.getRepository(FilmItem).save(dataSource.getRepository(FilmItem).create({ minutes: 90 }));
    const items = await dataSource.getRepository(Item).find();
    expect(items.map((item) => item.constructor.name).sort()).toEqual(['FilmItem', 'MapItem']);
    await addAuthor(pair.a, 'v', ['Seen in the view']);
    expect(await dataSource.getRepository(BookTitle).find()).toEqual([{ title: 'Seen in the view' }]);
    expect(await pair.b.dataSource.getRepository(BookTitle).count()).toBe(0);
    expect(await pair.b.dataSource.getRepository(Item).count()).toBe(0);
  });

  it('hands subscribers the data source of the row, and lets them write in its transaction', async () => {
    for (const store of [pair.a, pair.b]) {
      const tags = store.dataSource.getRepository(Tag);
      await tags.save(tags.create({ label: 'x' }));
    }
    expect(await pair.a.dataSource.getRepository(SettingSchema).find()).toEqual([
      { key: 'tag:x', value: 'a' },
    ]);
    expect(await pair.b.dataSource.getRepository(SettingSchema).find()).toEqual([
      { key: 'tag:x', value: 'b' },
    ]);
  });

  it('sends active records to the current tenant, and refuses them outside any', async () => {
    await pair.a.run(() => Object.assign(new Note(), { text: 'of A' }).save());
    await pair.b.run(() => Object.assign(new Note(), { text: 'of B' }).save());
    expect((await pair.a.run(() => Note.find())).map(({ text }) => text)).toEqual(['of A']);
    expect(() => Note.find()).toThrow('outside any tenant');
  });

  it('serves an explicit query runner with its own transaction', async () => {
    const runner = pair.a.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    await runner.manager.insert(Note, { id: new Note().id, text: 'undone' });
    expect(await runner.manager.count(Note)).toBe(1);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await pair.a.dataSource.manager.count(Note)).toBe(0);
  });

  it('keeps 200 interleaved finds and saves apart', async () => {
    const write = (store: StorePair['a'], text: string) =>
      store.run(async () => {
        const notes = tenantRepository(Note);
        await notes.save(notes.create({ text }));
        return (await notes.find()).every((note) => note.text === text);
      });
    const rounds = Array.from({ length: 100 }, () => [write(pair.a, 'A'), write(pair.b, 'B')]).flat();
    expect((await Promise.all(rounds)).every(Boolean)).toBe(true);
    expect(await pair.a.dataSource.manager.count(Note)).toBe(100);
  });

  it('keeps 60 interleaved transactions with roll-backs apart', async () => {
    const round = (store: StorePair['a'], index: number) =>
      store.dataSource
        .transaction(async (manager) => {
          await manager.insert(Note, { id: new Note().id, text: `${index}` });
          if (index % 3 === 0) throw new Error('planned');
        })
        .catch(expectPlanned);
    await Promise.all(Array.from({ length: 60 }, (_, index) => round(index % 2 ? pair.a : pair.b, index)));
    expect(await pair.a.dataSource.manager.count(Note)).toBe(20);
    expect(await pair.b.dataSource.manager.count(Note)).toBe(20);
  });

  it("loads relation ids, and relations by the strategy 'query'", async () => {
    const books = pair.a.dataSource.getRepository(Book);
    const tag = pair.a.dataSource.getRepository(Tag).create({ label: 'q' });
    await books.save(books.create({ title: 'tagged', tags: [tag] }));
    const [found] = await books.find({ relations: { tags: true }, relationLoadStrategy: 'query' });
    expect(found?.tags.map(({ label }) => label)).toEqual(['q']);
    const [ids] = await books.find({ loadRelationIds: { relations: ['tags'], disableMixedMap: true } });
    expect(ids?.tags).toEqual([{ id: tag.id }]);
  });

  it('refuses to save an entity of A in B, also one that hangs on another', async () => {
    const ofA = await addAuthor(pair.a, 'ada');
    await expect(pair.b.dataSource.getRepository(Author).save(ofA)).rejects.toThrow('of tenant "a"');
    const profile = await pair.a.dataSource.getRepository(Profile).save({ id: new Profile().id, about: 'x' });
    const loaded = await pair.a.dataSource.getRepository(Profile).findOneByOrFail({ id: profile.id });
    const mixed = pair.b.dataSource
      .getRepository(Author)
      .create({ handle: 'm', name: { first: 'M', last: 'X' } });
    mixed.profile = loaded;
    await expect(pair.b.dataSource.getRepository(Author).save(mixed)).rejects.toThrow('tenant "b"');
    expect(await pair.b.dataSource.getRepository(Author).count()).toBe(0);
  });

  it('reads whole tables as it reads joined ones, each store its own rows by the same statements', async () => {
    const stores = [pair.a, pair.b];
    for (const [index, store] of stores.entries()) {
      for (const handle of ['x', 'y']) await addAuthor(store, `${handle}${index}`, [`${handle}-${index}`]);
      const { dataSource } = store;
      await dataSource.getRepository(Item).insert({ id: new Item().id });
      await dataSource.getRepository(FilmItem).insert({ id: new Item().id, minutes: index });
      await dataSource.getRepository(Tag).insert({ id: new Tag().id, label: `tag-${index}` });
    }
    const read = async ({ dataSource }: StorePair['a'], target: EntityTarget<ObjectLiteral>) => {
      const all = () => dataSource.getRepository(target).createQueryBuilder('row').orderBy('row.id');
      const plain = await all().getMany();
      // With another column in the rows, TypeORM's own transformer reads them.
      const others = await all().addSelect('1', 'one').getMany();
      expect(plain).toEqual(others);
      expect(plain.map((row) => row.constructor)).toEqual(others.map((row) => row.constructor));
      return plain;
    };
    for (const target of [Author, Book, Profile, Tag, Item, FilmItem]) {
      const rounds = Array.from({ length: 10 }, () =>
        Promise.all(stores.map((store) => read(store, target))),
      );
      const [first, ...rest] = await Promise.all(rounds);
      for (const again of rest) expect(again).toEqual(first);
    }
    const [ofA, ofB] = await Promise.all(stores.map((store) => read(store, Author)));
    expect(ofA?.map((row) => row['handle'])).toEqual(['x0', 'y0']);
    expect(ofB?.map((row) => row['handle'])).toEqual(['x1', 'y1']);
    await expect((ofB as Author[])[0]?.books).resolves.toMatchObject([{ title: 'x-1' }]);
  });

  it('asks for the SQL of a virtual column at each read', async () => {
    const read = async ({ dataSource }: StorePair['a'], name: string) => {
      reader.name = name;
      return (await dataSource.getRepository(Sticker).find()).map(({ readBy }) => readBy);
    };
    for (const { dataSource } of [pair.a, pair.b])
      await dataSource.getRepository(Sticker).insert(new Sticker());
    expect(await read(pair.a, 'a')).toEqual(['a']);
    expect(await read(pair.b, 'b')).toEqual(['b']);
  });

  it('lets B go on, lazy relations too, after A was destroyed', async () => {
    await addAuthor(pair.b, 'left', ['of B']);
    await pair.a.dataSource.destroy();
    const found = await pair.b.dataSource.getRepository(Author).findOneByOrFail({ handle: 'left' });
    expect((await found.books).map(({ title }) => title)).toEqual(['of B']);
  });
}

function expectPlanned(error: Error): void {
  expect(error.message).toBe('planned');
}
