import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';
import { copyStore, inDatabase } from '../../support/store-copies.js';

/** As people type them: an @ may stay as it is, the others have to be written as %2F %23 %3F %25. */
const PASSWORD = 'pa@SECRETPART/9#SECRETPART?%SECRETPART';
const ESCAPED = [encodeURIComponent(PASSWORD), `pa@${encodeURIComponent(PASSWORD.slice(3))}`];
const BROKEN = ['12/SECRETPART', '12#SECRETPART', '12?SECRETPART', '12%SECRETPART', 'a b@SECRET/PART'];

describe('The password in the URL of a database', () => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let role: string;
  const answers: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'postgres' });
    operator = await platform.operator();
    role = `${platform.server.prefix}keeper`;
    await inDatabase('postgres', platform.server.url, async (run) => {
      await run(`CREATE ROLE ${role} LOGIN CREATEDB CREATEROLE PASSWORD '${PASSWORD}'`);
    });
    await platform.createTenant({ slug: 'acme' });
  });
  afterAll(async () => {
    const { url } = platform.server;
    await platform.close();
    await inDatabase('postgres', url, async (run) => void (await run(`DROP ROLE IF EXISTS ${role}`)));
  });

  const urlTo = (database: string, password: string): string => {
    const { host } = new URL(platform.server.url);
    return `postgresql://${role}:${password}@${host}/${database}`;
  };
  const named = (name: string) => `${platform.server.prefix}${name}`;
  const owned = async (name: string): Promise<string> => {
    await platform.server.createDatabase(name);
    await give(named(name));
    return named(name);
  };
  const give = (name: string) =>
    inDatabase('postgres', platform.server.url, async (run) => {
      await run(`GRANT ${role} TO CURRENT_USER`);
      await run(`ALTER DATABASE "${name}" OWNER TO ${role}`);
    });
  const keep = <T extends { raw: Buffer }>(answer: T): T => {
    answers.push(answer.raw.toString('utf8'));
    return answer;
  };
  const command = async (...argv: string[]) => {
    const run = await cli(argv, { env: platform.env });
    answers.push(run.stdout, run.stderr);
    return run;
  };
  const tenant = (slug: string, databaseUrl: string) => ({
    name: slug,
    slug,
    adminEmail: `o@${slug}.test`,
    adminPassword: 'owner-password-1',
    databaseUrl,
  });
  /** A copy of acme's store that the role owns. */
  const copied = async (name: string): Promise<string> => {
    const copy = new URL(await copyStore(platform, 'acme', name)).pathname.slice(1);
    await give(copy);
    const admin = Object.assign(new URL(platform.server.url), { pathname: `/${copy}` }).href;
    await inDatabase('postgres', admin, async (run) => {
      await run(
        `DO $$DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
         LOOP EXECUTE format('ALTER TABLE %I OWNER TO ${role}', t); END LOOP; END$$`,
      );
    });
    return copy;
  };

  it.each(ESCAPED)('is taken through every door, as %s', async (password) => {
    const at = ESCAPED.indexOf(password);
    const own = await owned(`own${at}`);
    const made = operator.post('/api/tenants?wait=true', tenant(`own${at}`, urlTo(own, password)));
    keep(await expectStatus(201, made));
    const url = urlTo(await copied(`copy${at}`), password);
    const led = operator.put('/api/tenants/acme/connection', { databaseUrl: url, adminUrl: url });
    keep(await expectStatus(200, led));
    const server = { name: `db${at}`, url: urlTo('postgres', password) };
    keep(await expectStatus(201, operator.post('/api/servers', server)));
    keep(await expectStatus(200, operator.patch(`/api/servers/db${at}`, { url: server.url })));
    const words = ['CLI', `cli${at}`, 'o@cli.test', '--admin-password', 'owner-password-1'];
    const cliOwn = urlTo(await owned(`cli${at}`), password);
    expect((await command('tenant', 'create', ...words, '--database-url', cliOwn)).code).toBe(0);
    const again = urlTo(await copied(`again${at}`), password);
    const both = ['--database-url', again, '--admin-url', again];
    expect((await command('tenant', 'connection', 'acme', ...both)).code).toBe(0);
    expect((await command('server', 'add', `cli-db${at}`, server.url)).code).toBe(0);
    expect((await command('server', 'update', `cli-db${at}`, '--url', server.url)).code).toBe(0);
  });

  it.each(BROKEN)('that breaks the URL is refused by every door without being told: %s', async (password) => {
    const url = urlTo('x', password);
    const refused = [
      operator.post('/api/tenants?wait=true', tenant('broken', url)),
      operator.put('/api/tenants/acme/connection', { databaseUrl: url }),
      operator.put('/api/tenants/acme/connection', { databaseUrl: urlTo('x', 'x'), adminUrl: url }),
      operator.post('/api/servers', { name: 'broken', url }),
      operator.patch('/api/servers/db0', { url }),
    ];
    for (const answer of await Promise.all(refused)) {
      keep(answer);
      expect([400, 422]).toContain(answer.status);
    }
    const words = ['B', 'broken', 'o@b.test', '--database-url', url];
    expect((await command('tenant', 'create', ...words)).code).toBeGreaterThan(1);
    expect((await command('tenant', 'connection', 'acme', '--database-url', url)).code).toBeGreaterThan(1);
    expect((await command('server', 'add', 'broken', url, '--json')).code).toBeGreaterThan(1);
  });

  it('is in no line of the audit log, and in no answer', async () => {
    const { body, raw } = await expectStatus(200, operator.get('/api/audit?limit=100'));
    const actions = new Set(body.items.map((line: { action: string }) => line.action));
    const audited = ['tenant.create', 'tenant.changeConnection', 'server.add', 'server.update'];
    expect([...actions]).toEqual(expect.arrayContaining(audited));
    for (const text of [raw.toString('utf8'), ...answers]) {
      expect(text).not.toMatch(/SECRETPART|SECRET\/PART|pa%40|pa@/);
    }
    const made = body.items.find((line: { entityId: string }) => line.entityId === 'own0');
    expect(made.after.databaseUrl).toBe(`postgresql://${new URL(platform.server.url).host}/${named('own0')}`);
  });
});
