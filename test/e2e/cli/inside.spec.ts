import { TEST_ENGINES, type TestPlatform, startPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

describe.each(TEST_ENGINES)('looking inside a tenant by the command line on %s', (engine) => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    await cli(['tenant', 'create', 'Acme', 'acme', 'ann@acme.test'], { env: platform.env });
  });

  afterAll(() => platform?.close());

  const sql = (...argv: string[]) => cli(['tenant', 'sql', 'acme', ...argv], { env: platform.env });

  it('answers a query with rows as JSON', async () => {
    const { code, stdout } = await sql('SELECT code, name FROM locations', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([{ code: 'MAIN', name: 'Main' }]);
  });

  it('answers a query with a table for people', async () => {
    const { stdout } = await sql('SELECT code AS place FROM locations');
    expect(stdout).toContain('place');
    expect(stdout).toContain('MAIN');
  });

  it.each([
    "UPDATE locations SET name = 'Elsewhere'",
    'DELETE FROM locations',
    'CREATE TABLE spies (id int)',
    "COMMIT; UPDATE locations SET name = 'Elsewhere'",
  ])('refuses %s unless it is told to write', async (statement) => {
    expect((await sql(statement)).code).not.toBe(0);
    const { stdout } = await sql('SELECT name FROM locations', '--json');
    expect(JSON.parse(stdout)).toEqual([{ name: 'Main' }]);
  });

  it('says 3 and what to do when a statement would write', async () => {
    const { code, stderr } = await sql('DELETE FROM locations', '--json');
    expect({ code, problem: JSON.parse(stderr) }).toEqual({
      code: 3,
      problem: { code: 'forbidden', message: expect.stringContaining('--write') },
    });
  });

  it('writes with --write and says how many rows changed', async () => {
    const { code, stdout } = await sql("UPDATE locations SET name = 'Head office'", '--write', '--json');
    expect({ code, answer: JSON.parse(stdout) }).toEqual({ code: 0, answer: { affected: 1 } });
  });

  it('answers 1 to a wrong statement and 3 to an unknown tenant', async () => {
    expect((await sql('SELECT nothing FROM nowhere')).code).toBe(1);
    const unknown = await cli(['tenant', 'sql', 'nobody', 'SELECT 1', '--json'], { env: platform.env });
    expect(unknown.code).toBe(3);
    expect(JSON.parse(unknown.stderr)).toMatchObject({ code: 'tenant_not_found' });
  });

  const prompt = (stdin: string, typed: boolean, ...argv: string[]) =>
    cli(['tenant', 'sql', 'acme', ...argv], { env: platform.env, stdin, typed });

  it('answers statement after statement at a prompt, read-only, until it is left', async () => {
    const typed =
      "SELECT code\nFROM locations;\nDELETE FROM locations;\nSELECT 'still;here' AS x;\n\\q\nSELECT 7;\n";
    const { code, stdout, stderr } = await prompt(typed, true);
    expect(code).toBe(0);
    expect(stdout).toMatch(/MAIN[^]*still;here/);
    expect(stdout).not.toContain('│ 7');
    expect(stderr).toMatch(/Inside the store of acme[^]*1 rows, [\d.]+ ms[^]*--write/);
  });

  it('runs statements from a pipe up to the first that fails', async () => {
    const { code, stdout, stderr } = await prompt('SELECT 1 AS a;\nSELECT nothing;\nSELECT 2 AS b;', false);
    expect([code, stdout.includes('a'), stdout.includes('b')]).toEqual([1, true, false]);
    expect(stderr).toContain('nothing');
    expect((await prompt('SELECT code FROM locations', false, '--json')).stdout).toContain('MAIN');
    expect((await cli(['tenant', 'sql', 'nobody'], { env: platform.env, stdin: '' })).code).toBe(3);
  });

  it('runs a piped script inside the tenant', async () => {
    const stdin =
      "const rows = await query('SELECT code FROM locations')\ntenant.slug + ' ' + rows[0].code\n";
    const { code, stdout } = await cli(['tenant', 'shell', 'acme'], { env: platform.env, stdin });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("'acme MAIN'") });
  });

  it('gives the shell the repositories of the tenant', async () => {
    const stdin = 'await repositories.Location.count()\n';
    const { stdout } = await cli(['tenant', 'shell', 'acme'], { env: platform.env, stdin });
    expect(stdout.trim()).toBe('1');
  });

  it.each([
    ['rejects', "await query('SELECT nothing FROM nowhere')"],
    ['throws', 'nothing.at.all'],
    ['is not JavaScript', 'const const'],
    ['never ends', '(() => {'],
  ])('answers 1 when a line of a piped script %s', async (_how, line) => {
    const { code } = await cli(['tenant', 'shell', 'acme'], { env: platform.env, stdin: `${line}\n` });
    expect(code).toBe(1);
  });

  it.each([
    ['by a repository', (row: string) => `await repositories.User.insert(repositories.User.create(${row}))`],
    ['by its manager', (row: string) => `await manager.save(repositories.User.create(${row}))`],
  ])('keeps to the limits of the tenant %s, and takes back the line that breaks one', async (_how, line) => {
    await cli(['tenant', 'update', 'acme', '--max-users', '1'], { env: platform.env });
    const user = (email: string) =>
      `{ email: '${email}', name: 'x', role: 'viewer', active: true, tokenVersion: 0, passwordHash: 'x' }`;
    const stdin = `${line(user('one@x.test'))}; 1\n${line(user('two@x.test'))}; 2\n`;
    const { code, stdout } = await cli(['tenant', 'shell', 'acme'], { env: platform.env, stdin });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/may have 1 active users/)]);
    const counted = await sql('SELECT COUNT(*) AS users FROM users WHERE active', '--json');
    expect(Number(JSON.parse(counted.stdout)[0].users)).toBeLessThanOrEqual(1);
  });

  it('keeps to the limits when it writes with --write', async () => {
    const { code, stderr } = await sql('UPDATE locations SET active = false', '--write', '--json');
    expect([code, JSON.parse(stderr).code]).toEqual([3, 'last_location']);
  });

  it('joins lines that belong together', async () => {
    const stdin = 'const twice = (value) => {\n  return value * 2\n}\n\ntwice(21)\n.exit\n';
    const { code, stdout } = await cli(['tenant', 'shell', 'acme'], { env: platform.env, stdin });
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: '42' });
  });
});
