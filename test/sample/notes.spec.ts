import { FleetMigration } from '@tenantry/nest/operator';
import { AppModule } from '../../src/app.module.js';
import { boot } from '../support/boot.js';
import { startPlatform, TestPlatform } from '../support/index.js';
import { NotesModule } from './notes/notes.module.js';

/** The program with one line more in app.module.ts. */
function addNotes(): void {
  const original = AppModule.with.bind(AppModule);
  jest.spyOn(AppModule, 'with').mockImplementation((config) => {
    const program = original(config);
    return { ...program, imports: [...(program.imports ?? []), NotesModule] };
  });
}

/** Two are enough: other stores are other tests' affair. */
const STORES = [
  ['sqlite', 'database'],
  ['postgres', 'row'],
] as const;

describe.each(STORES)('The feature module of the README on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => platform?.close());

  it('comes to companies that are there already, and each sees its own rows', async () => {
    const companies = [
      await platform.createTenant({ slug: 'acme' }),
      await platform.createTenant({ slug: 'globex' }),
    ];
    await platform.app.close();
    addNotes();
    const app = await boot(platform.env);
    await app.listen(0, '127.0.0.1');
    platform = new TestPlatform(app, platform.server, platform.env);
    await app.get(FleetMigration, { strict: false }).run();
    const titles = await Promise.all(
      companies.map(async ({ slug, owner }) => {
        const client = await platform.signIn(`${slug}.localhost`, owner);
        expect(await client.post('/api/notes', { title: `Of ${slug}` })).toMatchObject({ status: 201 });
        expect(await client.post('/api/notes', { title: '' })).toMatchObject({ status: 400 });
        const { body } = await client.get('/api/notes');
        return body.items.map(({ title }: { title: string }) => title);
      }),
    );
    expect(titles).toEqual([['Of acme'], ['Of globex']]);
  });
});
