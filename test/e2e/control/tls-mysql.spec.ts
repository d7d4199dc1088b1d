import { Tenancy } from '@tenantry/nest';
import { TenantCatalog } from '@tenantry/nest/operator';
import { createConnection } from 'mysql2/promise';
import { CertificateAuthority, describeTls } from '../../support/certificates.js';
import { expectStatus, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';
import { describeOwnMariadb, type OwnMariadb, startMariadb } from '../../support/own-mariadb.js';
import { expectTls, expectTlsRefused } from '../../support/tls.support.js';

const PATH = '/api/tenants/acme/connection';

const tests = () => {
  let platform: TestPlatform;
  let mariadb: OwnMariadb;
  let operator: HttpClient;
  let ca: CertificateAuthority;
  let otherCa: CertificateAuthority;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    operator = await platform.operator();
    [ca, otherCa] = [authority('ca'), authority('other-ca')];
    mariadb = await startMariadb(ca.issue('localhost'));
    await sql('CREATE DATABASE acme');
    await platform.createTenant({ slug: 'acme', databaseUrl: at('localhost') });
  });
  afterAll(async () => {
    await platform?.close();
    await mariadb?.stop();
  });

  const authority = (name: string) => new CertificateAuthority(platform.server.folder, name);
  const at = (hostname: string, database = 'acme') =>
    Object.assign(new URL(mariadb.url), { hostname, pathname: `/${database}` }).href;
  const sql = async (text: string) => {
    const connection = await createConnection({ uri: mariadb.url, ssl: { rejectUnauthorized: false } });
    await connection.query(text);
    await connection.end();
  };
  /** As the server sees the connection of a tenant's request. */
  const isPrivate = async (slug = 'acme'): Promise<boolean> => {
    const tenancy = platform.app.get(Tenancy);
    const status = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";
    const [row] = await tenancy.run(slug, () => tenancy.dataSource().query<{ Value: string }[]>(status));
    return row?.Value !== '';
  };
  const change = (host: string, tls?: object) =>
    operator.put(PATH, { databaseUrl: at(host), ...(tls && { tls }) });
  const row = () => platform.app.get(TenantCatalog).getRow('acme');
  const store = () => ({ platform, change, row, isPrivate });

  it.each([
    ['of another CA', 'localhost', () => ({ mode: 'verify-full', ca: otherCa.certificate })],
    ['of another CA, whatever its host', '127.0.0.1', () => ({ mode: 'verify-ca', ca: otherCa.certificate })],
    [
      'of another CA where one is required',
      'localhost',
      () => ({ mode: 'require', ca: otherCa.certificate }),
    ],
    ['of no CA that Node.js trusts', 'localhost', () => ({ mode: 'verify-full' })],
  ])('is refused as %s, and nothing is changed', (_what, host, tls) =>
    expectTlsRefused(store(), host, tls()),
  );

  it.each([
    ['verify-full, by its name', 'localhost', () => ({ mode: 'verify-full', ca: ca.certificate })],
    ['verify-ca, by any name', '127.0.0.1', () => ({ mode: 'verify-ca', ca: ca.certificate })],
    ['require, without its CA', '127.0.0.1', () => ({ mode: 'require' })],
  ])("is a tenant's in private under %s", (_what, host, tls) => expectTls(store(), host, tls()));

  it('is asked for by its name, because the driver can not compare an address', async () => {
    const { body } = await expectStatus(
      400,
      change('127.0.0.1', { mode: 'verify-full', ca: ca.certificate }),
    );
    expect(body.errors).toEqual([{ path: 'databaseUrl', message: expect.stringContaining('verify-full') }]);
  });

  it('takes tenants as a server of the platform, each in private', async () => {
    const server = { name: 'private', url: at('localhost', '') };
    const wrong = { mode: 'verify-full', ca: otherCa.certificate };
    const refused = await expectStatus(422, operator.post('/api/servers', { ...server, tls: wrong }));
    expect(refused.body.code).toBe('server_tls_refused');
    const tls = { mode: 'verify-full', ca: ca.certificate };
    await expectStatus(201, operator.post('/api/servers', { ...server, tls }));
    await platform.createTenant({ slug: 'globex', server: 'private' });
    expect(await isPrivate('globex')).toBe(true);
  });

  it('takes nobody as a server whose user may not make triggers, because it writes a binary log', async () => {
    await sql("CREATE USER modest@'%' IDENTIFIED BY 'geheim'");
    await sql("GRANT CREATE USER ON *.* TO modest@'%'");
    await sql("GRANT ALL PRIVILEGES ON `sales\\_%`.* TO modest@'%' WITH GRANT OPTION");
    const url = Object.assign(new URL(at('localhost', '')), { username: 'modest', password: 'geheim' }).href;
    const server = { name: 'modest', url };
    const { body } = await expectStatus(503, operator.post('/api/servers', server));
    expect(body).toMatchObject({
      code: 'server_rights_missing',
      detail: expect.stringContaining('triggers'),
    });
    await sql('SET GLOBAL log_bin_trust_function_creators = 1');
    await expectStatus(201, operator.post('/api/servers', server));
  });

  describe('and that takes no others', () => {
    beforeAll(() => sql('SET GLOBAL require_secure_transport = ON'));
    afterAll(() => sql('SET GLOBAL require_secure_transport = OFF'));

    it('is refused without TLS, and taken with it', async () => {
      const before = await row();
      const { body } = await expectStatus(422, change('localhost'));
      // MariaDB says no as it does to a wrong password; MySQL has a code for it.
      expect(body).toMatchObject({ code: 'server_sign_in_refused', detail: expect.stringContaining('TLS') });
      expect(await row()).toEqual(before);
      await expectStatus(200, change('localhost', { mode: 'verify-full', ca: ca.certificate }));
      expect(await isPrivate()).toBe(true);
    });
  });
};

describeTls('A MariaDB server', () => describeOwnMariadb('whose certificate is of a CA of its own', tests));

describeTls('A MariaDB server with the certificate of another host', () =>
  describeOwnMariadb('and of the CA that is asked for', () => {
    it('is refused under verify-full alone', async () => {
      const platform = await startPlatform({ engine: 'sqlite' });
      const ca = new CertificateAuthority(platform.server.folder, 'ca');
      const mariadb = await startMariadb(ca.issue('db.example'));
      const url = Object.assign(new URL(mariadb.url), { hostname: 'localhost' }).href;
      const operator = await platform.operator();
      const add = (mode: string) =>
        operator.post('/api/servers', { name: 'private', url, tls: { mode, ca: ca.certificate } });
      const { body } = await expectStatus(422, add('verify-full'));
      expect(body.code).toBe('server_tls_refused');
      await expectStatus(201, add('verify-ca'));
      await platform.close();
      await mariadb.stop();
    });
  }),
);
