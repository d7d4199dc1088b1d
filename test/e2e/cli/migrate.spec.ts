import { readdir } from 'node:fs/promises';
import { ConnectionRegistry, TenantCatalog } from '@tenantry/nest/operator';
import { expectStatus, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

const FOLDER = 'migrations/tenant';
const SLUGS = ['anna', 'bert', 'carl', 'dora', 'emil'];

/** The number of each module's newest migration. */
async function modulesByFolder(): Promise<{ module: string; last: string }[]> {
  const folders = await readdir(FOLDER, { withFileTypes: true });
  const modules = folders.filter((one) => one.isDirectory() && one.name !== 'identity');
  return Promise.all(
    modules.map(async ({ name: module }) => {
      const files = await readdir(`${FOLDER}/${module}`);
      const numbers = files.flatMap((file) => /^\d{13}/.exec(file) ?? []);
      return { module, last: numbers.toSorted().at(-1) ?? '' };
    }),
  );
}

describe.each(TEST_ENGINES)('`tenant migrate` of a fleet that is behind, on %s', (engine) => {
  let platform: TestPlatform;
  let oldest: string;
  let older: string;
  let newest: string;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    [oldest, older, newest] = known().slice(-3) as [string, string, string];
    for (const slug of SLUGS) await platform.createTenant({ slug });
  });
  afterAll(() => platform?.close());

  const known = () => platform.app.get(ConnectionRegistry).migrationNames;
  const catalog = () => platform.app.get(TenantCatalog);
  const versions = () => Promise.all(SLUGS.map(async (slug) => (await catalog().get(slug)).schemaVersion));
  const undo = async (slug: string) => {
    const source = platform.app.get(ConnectionRegistry).open(await catalog().get(slug));
    for (let migrations = 0; migrations < 2; migrations += 1) await source.undoLastMigration();
    await source.destroy();
    await catalog().setSchemaVersion(slug, oldest, known().slice(0, -2));
  };
  const run = async (argv: string[], broken: string[] = []) => {
    const names = broken.map((slug) => `TENANT_${slug.toUpperCase()}_DATABASE_URL`);
    const nowhere = Object.fromEntries(names.map((name) => [name, 'postgresql://x:geheim@127.0.0.1:1/x']));
    const env = { ...platform.env, ...nowhere };
    const { code, stdout, stderr } = await cli(['tenant', 'migrate', ...argv, '--json'], { env });
    return { code, answer: JSON.parse(stdout || stderr) };
  };

  beforeEach(async () => {
    if ((await versions()).every((version) => version === oldest)) return;
    await run([]);
    for (const slug of SLUGS) await undo(slug);
  });

  it('brings all of them to the newest version, several at once', async () => {
    const { code, answer } = await run(['--parallel', '3']);
    expect([code, answer.succeeded.toSorted(), answer.failed]).toEqual([0, SLUGS, []]);
    expect(new Set(await versions())).toEqual(new Set([newest]));
  });

  it.each([
    ['a name', () => older],
    ['a timestamp', () => older.slice(-13)],
  ])('goes no further than the version that %s says, and goes on from there', async (_what, version) => {
    const to = ['--to', version()];
    const { code, answer } = await run(to);
    expect([code, answer.succeeded.toSorted()]).toEqual([0, SLUGS]);
    expect(new Set(await versions())).toEqual(new Set([older]));
    const { body } = await expectStatus(503, platform.request('anna.localhost').get('/api/tenant'));
    expect(body.code).toBe('tenant_schema_outdated');
    const again = await run(to);
    expect(again.answer.skipped).toContainEqual({ tenant: 'anna', reason: 'is at this version' });
    expect((await run(['--check', ...to])).answer).toEqual({ behind: [] });
    expect((await run(['--check'])).answer).toEqual({ behind: SLUGS });
    const rest = await run([]);
    expect([rest.answer.succeeded.toSorted(), new Set(await versions())]).toEqual([SLUGS, new Set([newest])]);
    const back = await run(to);
    expect(back.answer.skipped).toContainEqual({ tenant: 'anna', reason: 'is past this version' });
  });

  it('goes to the newest migration of a module, with all that come before it', async () => {
    const modules = await modulesByFolder();
    const done = modules.find(({ last }) => last <= oldest.slice(-13));
    const open = modules.find(({ last }) => last === newest.slice(-13));
    const before = await run(['--module', String(done?.module)]);
    expect(before.answer.skipped).toHaveLength(SLUGS.length);
    const { code, answer } = await run(['--module', String(open?.module).toUpperCase(), '--tenant', 'anna']);
    expect([code, answer.succeeded]).toEqual([0, ['anna']]);
    expect((await versions())[0]).toBe(newest);
  });

  it('stops when a canary fails, before it comes to the others', async () => {
    const { code, answer } = await run(['--canary', '2'], ['bert']);
    expect({ code, answer }).toMatchObject({
      code: 1,
      answer: {
        succeeded: ['anna'],
        failed: [{ tenant: 'bert', code: 'tenant_database_unavailable' }],
        skipped: [],
        interrupted: true,
        stoppedBy: 'canary',
      },
    });
    expect(JSON.stringify(answer)).not.toContain('geheim');
    expect(await versions()).toEqual([newest, oldest, oldest, oldest, oldest]);
    const rest = await run(['--canary', '1']);
    expect([rest.code, rest.answer.succeeded.toSorted()]).toEqual([0, SLUGS.slice(1)]);
  });

  it('goes on past a failure that is no canary’s, and stops after so many', async () => {
    const one = await run(['--canary', '1', '--parallel', '1', '--max-failures', '2'], ['bert']);
    expect(one.answer.succeeded).toEqual(['anna', 'carl', 'dora', 'emil']);
    expect(one.answer).toMatchObject({ failed: [{ tenant: 'bert' }], interrupted: false });
    for (const slug of ['anna', 'carl', 'dora', 'emil']) await undo(slug);
    const two = await run(['--parallel', '1', '--max-failures', '2'], ['anna', 'carl', 'dora']);
    expect(two).toMatchObject({
      code: 1,
      answer: {
        succeeded: ['bert'],
        failed: [{ tenant: 'anna' }, { tenant: 'carl' }],
        interrupted: true,
        stoppedBy: 'max_failures',
      },
    });
  });

  it.each([
    ['an unknown version', 3, 'validation_failed', ['--to', 'Sales1']],
    ['an unknown module', 3, 'validation_failed', ['--module', 'payroll']],
    ['both a version and a module', 2, 'usage', ['--to', 'Sales1', '--module', 'sales']],
    ['nobody at work', 2, 'usage', ['--parallel', '0']],
    ['a number that is none', 2, 'usage', ['--max-failures', 'few']],
  ])('refuses %s with %i %s and migrates nothing', async (_what, exit, refusal, argv) => {
    const { code, answer } = await run(argv);
    expect([code, answer.code]).toEqual([exit, refusal]);
    expect(new Set(await versions())).toEqual(new Set([oldest]));
  });
});
