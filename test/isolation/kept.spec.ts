import { TEST_STORES, useThrowawayServer } from '@tenantry/nest/testing';
import type { DataSource } from 'typeorm';
import { KeptProgram, Line, Page } from './kept.program.js';

const WRONG = { code: 'wrong_tenant', name: 'WrongTenantError' };
const NOWHERE = { code: 'no_tenant', name: 'NoTenantError' };

describe.each(TEST_STORES)('What A gave and somebody kept on %s by %s', (engine, isolation) => {
  const server = useThrowawayServer(engine);
  let program: KeptProgram;

  beforeAll(async () => {
    program = await KeptProgram.start(server(), isolation);
  }, 240_000);
  afterAll(() => program?.app.close());

  it('is refused in B and outside any tenant, and works in each later scope of A', async () => {
    const { keeper } = program;
    expect(await program.run('a1', () => keeper.titles())).toEqual(['of a1']);
    await expect(program.run('b1', () => keeper.titles())).rejects.toMatchObject(WRONG);
    await expect(keeper.titles()).rejects.toMatchObject(NOWHERE);
    expect(await program.run('a1', () => keeper.titles())).toEqual(['of a1']);
  });

  it('is refused where a scope of B lies inside one of A, and A goes on', async () => {
    const titles = await program.run('a1', async () => {
      const repository = program.tenancy.dataSource().getRepository(Page);
      const inside = program.run('b1', () => repository.find());
      await expect(inside).rejects.toMatchObject(WRONG);
      return (await repository.find()).map(({ title }) => title);
    });
    expect(titles).toEqual(['of a1']);
  });

  it('is refused inside a transaction of B, which commits what is its own', async () => {
    const ofA = await program.run('a1', () => program.tenancy.dataSource());
    await program.run('b1', () =>
      program.tenancy.dataSource().transaction(async (manager) => {
        await manager.updateAll(Page, { title: 'of b1' });
        await expect(ofA.manager.updateAll(Page, { title: 'taken' })).rejects.toMatchObject(WRONG);
        await expect(ofA.transaction((one) => one.find(Page))).rejects.toMatchObject(WRONG);
      }),
    );
    expect([await program.titles('a1'), await program.titles('b1')]).toEqual([['of a1'], ['of b1']]);
  });

  it('is refused as a lazy relation and as a stream, before anything is asked', async () => {
    const { page, query } = await program.run('a1', async () => {
      const manager = program.tenancy.dataSource().manager;
      return {
        page: await manager.findOneByOrFail(Page, {}),
        query: manager.createQueryBuilder(Page, 'page'),
      };
    });
    await expect(program.run('b1', () => page.lines)).rejects.toMatchObject(WRONG);
    await expect((async () => page.lines)()).rejects.toMatchObject(NOWHERE);
    await expect(program.run('b1', async () => query.stream())).rejects.toMatchObject(WRONG);
    const lines = await program.run('a1', () => page.lines);
    expect(lines.map(({ text }: Line) => text)).toEqual(['of a1']);
    // Loaded already: nothing is asked for.
    expect(await program.run('b1', () => page.lines)).toHaveLength(1);
  });

  it('is another thing than what was injected or made of it, which finds its tenant at each call', async () => {
    const { extended, source } = program.keeper;
    const { manager } = source;
    const query = (slug: string) => program.run(slug, () => source.query('SELECT title FROM pages'));
    for (const slug of ['a1', 'b1']) {
      expect(await program.run(slug, () => extended.titles())).toEqual([`of ${slug}`]);
      expect(await query(slug)).toEqual([{ title: `of ${slug}` }]);
      expect(await program.run(slug, () => manager.find(Page))).toMatchObject([{ title: `of ${slug}` }]);
    }
    await expect(extended.titles()).rejects.toMatchObject(NOWHERE);
    const outside = async (work: (one: DataSource) => unknown) => work(source);
    await expect(outside((one) => one.query('SELECT 1'))).rejects.toMatchObject(NOWHERE);
    await expect(outside((one) => one.manager.find(Page))).rejects.toMatchObject(NOWHERE);
    await expect(outside((one) => one.transaction(async () => undefined))).rejects.toMatchObject(NOWHERE);
  });
});
