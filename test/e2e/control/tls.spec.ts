import { chmod, chown, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tenancy } from '@tenantry/nest';
import { TenantCatalog } from '@tenantry/nest/operator';
import { type StartedPostgres, startPostgres, withClient } from '@tenantry/nest/testing';
import { CertificateAuthority, describeTls, type ServerCertificate } from '../../support/certificates.js';
import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { expectTls, expectTlsRefused } from '../../support/tls.support.js';
import { cli } from '../../support/cli.terminal.js';

const PATH = '/api/tenants/acme/connection';

describeTls('A PostgreSQL server whose certificate is of a CA of its own', () => {
  let platform: TestPlatform;
  let postgres: StartedPostgres;
  let operator: HttpClient;
  let ca: CertificateAuthority;
  let otherCa: CertificateAuthority;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    operator = await platform.operator();
    postgres = await startPostgres();
    [ca, otherCa] = [authority('ca'), authority('other-ca')];
    await offerTls(postgres.url, ca.issue('localhost'));
    await platform.createTenant({ slug: 'acme', databaseUrl: await emptyDatabase('acme') });
  });
  afterAll(async () => {
    await platform?.close();
    await postgres?.stop();
  });

  const authority = (name: string) => new CertificateAuthority(platform.server.folder, name);
  const at = (host: string, database = 'acme') =>
    Object.assign(new URL(postgres.url), { hostname: host, pathname: `/${database}` }).href;
  const emptyDatabase = async (name: string) => {
    await withClient(postgres.url, (client) => client.query(`CREATE DATABASE ${name}`));
    return at('localhost', name);
  };
  /** Asked as the superuser: of a connection that serves one tenant after another, the tenants' roles see nothing. */
  const isPrivate = async (slug = 'acme'): Promise<boolean> => {
    const tenancy = platform.app.get(Tenancy);
    const sql = 'SELECT pg_backend_pid() AS pid';
    const [{ pid }] = await tenancy.run(slug, () => tenancy.dataSource().query(sql));
    const asked = 'SELECT ssl FROM pg_stat_ssl WHERE pid = $1';
    const { rows } = await withClient(postgres.url, (client) => client.query(asked, [pid]));
    return rows[0].ssl;
  };
  const change = (host: string, tls?: object) =>
    operator.put(PATH, { databaseUrl: at(host), ...(tls && { tls }) });
  const row = () => platform.app.get(TenantCatalog).getRow('acme');
  const store = () => ({ platform, change, row, isPrivate });

  it.each([
    ['of another CA', 'localhost', () => ({ mode: 'verify-full', ca: otherCa.certificate })],
    ['of another CA, whatever its host', 'localhost', () => ({ mode: 'verify-ca', ca: otherCa.certificate })],
    [
      'of another CA where one is required',
      'localhost',
      () => ({ mode: 'require', ca: otherCa.certificate }),
    ],
    ['of no CA that Node.js trusts', 'localhost', () => ({ mode: 'verify-full' })],
    ['of another host', '127.0.0.1', () => ({ mode: 'verify-full', ca: ca.certificate })],
  ])('is refused as %s, and nothing is changed', (_what, host, tls) =>
    expectTlsRefused(store(), host, tls()),
  );

  it.each([
    ['verify-full, by its name', 'localhost', () => ({ mode: 'verify-full', ca: ca.certificate })],
    ['verify-ca, by any name', '127.0.0.1', () => ({ mode: 'verify-ca', ca: ca.certificate })],
    ['require, without its CA', '127.0.0.1', () => ({ mode: 'require' })],
  ])("is a tenant's in private under %s", (_what, host, tls) => expectTls(store(), host, tls()));

  it('is asked for by its name on MySQL, whose driver can not compare an address', async () => {
    const databaseUrl = 'mysql://acme:geheim@127.0.0.1:3306/acme';
    const { body } = await expectStatus(
      400,
      operator.put(PATH, { databaseUrl, tls: { mode: 'verify-full', ca: ca.certificate } }),
    );
    expect(body.errors).toEqual([{ path: 'databaseUrl', message: expect.stringContaining('verify-full') }]);
  });

  it('keeps migrations private too, by the options of the other URL', async () => {
    const tls = { mode: 'verify-full', ca: ca.certificate };
    const wish = { databaseUrl: at('localhost'), adminUrl: at('localhost'), tls };
    await expectStatus(200, operator.put(PATH, wish));
    const { body } = await expectStatus(422, operator.put(PATH, { ...wish, adminUrl: at('127.0.0.1') }));
    expect(body.code).toBe('server_tls_refused');
  });

  it('is named when a tenant is made by the command line, with the CA from a file', async () => {
    const databaseUrl = await emptyDatabase('own');
    const create = (file: string, ...more: string[]) => {
      const argv = [
        'tenant',
        'create',
        'Own',
        'own',
        'owner@own.test',
        '--database-url',
        databaseUrl,
        '--json',
      ];
      return cli([...argv, '--tls-ca', file, ...more], { env: platform.env });
    };
    const refused = await create(otherCa.certificateFile);
    expect([refused.code, JSON.parse(refused.stderr).code]).toEqual([3, 'server_tls_refused']);
    await expectStatus(404, operator.get('/api/tenants/own'));
    expect((await create('/nowhere.pem')).code).toBe(2);
    const made = await create(ca.certificateFile, '--tls-mode', 'verify-full');
    expect([made.code, JSON.parse(made.stdout).status]).toEqual([0, 'active']);
    expect(await isPrivate('own')).toBe(true);
  });

  it('takes tenants of every isolation, each in private', async () => {
    const server = { name: 'private', url: at('localhost', 'postgres') };
    const refused = await expectStatus(
      422,
      operator.post('/api/servers', { ...server, tls: { mode: 'verify-full', ca: otherCa.certificate } }),
    );
    expect(refused.body.code).toBe('server_tls_refused');
    const tls = { mode: 'verify-full', ca: ca.certificate };
    await expectStatus(201, operator.post('/api/servers', { ...server, tls }));
    for (const isolation of ['database', 'schema', 'row']) {
      const slug = `by-${isolation}`;
      await platform.createTenant({ slug, server: 'private', isolation });
      expect([slug, await isPrivate(slug)]).toEqual([slug, true]);
    }
  });
});

/** The key has to belong to whoever runs the server, which may be somebody else than runs the tests. */
async function offerTls(url: string, { certificate, key }: ServerCertificate): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ folder: string }>(
      "SELECT current_setting('data_directory') AS folder",
    );
    const folder = rows[0]!.folder;
    const { uid, gid } = await stat(folder);
    for (const [name, text] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
      await writeFile(join(folder, name), text);
      await chmod(join(folder, name), 0o600);
      await chown(join(folder, name), uid, gid);
    }
    await client.query('ALTER SYSTEM SET ssl = on');
    await client.query('SELECT pg_reload_conf()');
  });
  const offered = () =>
    withClient(`${url}?sslmode=no-verify`, (client) => client.query('SELECT 1')).catch(() => undefined);
  while (!(await offered()));
}
