import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import { TxtRecords } from '@tenantry/nest/operator';
import { AuditTally } from '../../src/identity/audit/audit-tally.js';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_STORES,
  type TenantClient,
  type TestPlatform,
  type TestResponse,
} from '../support/index.js';

const APP_HOSTS = ['app.localhost', 'localhost', 'www.localhost'];
const CUSTOMERS = '/api/sales/customers';

describe.each(TEST_STORES)('Who is asked for on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let operator: string;
  let acme: TenantClient;
  let globex: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    operator = (await platform.operator()).token ?? '';
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
    for (const tenant of [acme, globex]) {
      await expectStatus(201, tenant.post(CUSTOMERS, { code: 'C-1', name: `${tenant.slug} customer` }));
    }
  });
  afterAll(() => platform?.close());

  const namesOf = async (client: HttpClient, path = CUSTOMERS): Promise<string[]> => {
    const { body } = await expectStatus(200, client.get(path));
    return body.items.map(({ name }: { name: string }) => name);
  };
  const codeOf = async (pending: Promise<TestResponse>) => {
    const { status, body } = await pending;
    return [status, body.code];
  };
  /** A stranger is written down once an hour. */
  let hours = 0;
  const anHourLater = (): void => {
    hours += 1;
    const ahead = hours * 3_600_000;
    // The tally's clock alone: tokens are to stay good.
    const clock = { now: () => new Date(Date.now() + ahead) };
    Object.assign(platform.app.get(AuditTally, { strict: false }), { clock });
  };
  const mismatches = async (tenant: TenantClient): Promise<number> =>
    (await tenant.get('/api/audit?action=auth.tenant_mismatch&limit=100')).body.items.length;

  describe('a token on the app host', () => {
    it.each(APP_HOSTS)('leads into its tenant from %s', async (host) => {
      expect(await namesOf(acme.on(host))).toEqual(['acme customer']);
      expect(await namesOf(globex.on(host))).toEqual(['globex customer']);
      expect((await globex.on(host).get('/api/auth/me')).body.tenant.slug).toBe('globex');
    });

    it('leads into its tenant A, B, A on one keep-alive socket', async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const seen: string[] = [];
      for (const tenant of [acme, globex, acme, globex, acme]) {
        seen.push(...(await namesOf(tenant.on('app.localhost').over(agent))));
      }
      agent.destroy();
      expect(seen).toEqual(['acme', 'globex', 'acme', 'globex', 'acme'].map((slug) => `${slug} customer`));
    });

    it('leads many at once each into their own tenant', async () => {
      const clients = Array.from({ length: 60 }, (_, index) => (index % 2 ? acme : globex));
      const found = await Promise.all(clients.map((client) => namesOf(client.on('app.localhost'))));
      expect(found.flat()).toEqual(clients.map(({ slug }) => `${slug} customer`));
    });

    it('is no good when its signature is not ours, whatever it names', async () => {
      const [head, , signature] = String(acme.token).split('.');
      const claims = JSON.parse(
        Buffer.from(String(globex.token).split('.')[1] ?? '', 'base64url').toString(),
      );
      const body = Buffer.from(JSON.stringify({ ...claims, role: 'owner' })).toString('base64url');
      const own = createHmac('sha256', 'a key of somebody else')
        .update(`${head}.${body}`)
        .digest('base64url');
      const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
      for (const token of [`${head}.${body}.${signature}`, `${head}.${body}.${own}`, `${none}.${body}.`]) {
        expect(await codeOf(acme.on('app.localhost').as(token).get(CUSTOMERS))).toEqual([404, 'not_found']);
      }
    });

    it('of an operator, or none, leaves the public plane as it is', async () => {
      for (const token of [operator, undefined, 'a.b.c']) {
        const client = platform.request('app.localhost').as(token);
        expect(await codeOf(client.get(CUSTOMERS))).toEqual([404, 'not_found']);
        expect(await codeOf(client.get('/api/tenants'))).toEqual([404, 'not_found']);
      }
    });

    it('opens no route of operators', async () => {
      expect(await codeOf(acme.on('app.localhost').get('/api/tenants'))).toEqual([404, 'not_found']);
    });

    it('does not lead away from what the public plane has itself', async () => {
      const login = acme.on('app.localhost').post('/api/auth/login', globex.owner);
      expect((await expectStatus(200, login)).body.tenant.slug).toBe('globex');
      const { body } = await acme.on('app.localhost').get('/docs-json');
      expect(body.info.title).toBe('Tenantry');
    });

    it('is not read on other hosts', async () => {
      expect(await codeOf(acme.on('admin.localhost').get(CUSTOMERS))).toEqual([404, 'not_found']);
      for (const host of ['nobody.localhost', '192.0.2.1', 'shop.example.org', 'x.app.localhost']) {
        expect(await codeOf(acme.on(host).get(CUSTOMERS))).toEqual([404, 'tenant_not_found']);
      }
    });

    it('is refused by its suspended tenant, in the answer’s own code', async () => {
      const admin = await platform.operator();
      await expectStatus(200, admin.post('/api/tenants/acme/suspend'));
      for (const path of [CUSTOMERS, `/t/acme${CUSTOMERS}`]) {
        expect(await codeOf(acme.on('app.localhost').get(path))).toEqual([403, 'tenant_suspended']);
      }
      expect(await namesOf(globex.on('app.localhost'))).toEqual(['globex customer']);
      await expectStatus(200, admin.post('/api/tenants/acme/resume'));
      expect(await namesOf(acme.on('app.localhost'))).toEqual(['acme customer']);
    });
  });

  describe('a session on the app host', () => {
    const app = (token?: string) => platform.request('app.localhost').as(token);
    const signIn = async (tenant: TenantClient) =>
      (await expectStatus(200, app().post('/api/auth/login', tenant.owner))).body;

    it('is renewed and ended by its refresh token alone', async () => {
      const { refreshToken } = await signIn(acme);
      const { body } = await expectStatus(200, app().post('/api/auth/refresh', { refreshToken }));
      expect(await namesOf(app(body.accessToken))).toEqual(['acme customer']);
      await expectStatus(200, app().post('/api/auth/logout', { refreshToken: body.refreshToken }));
      const again = app().post('/api/auth/refresh', { refreshToken: body.refreshToken });
      expect(await codeOf(again)).toEqual([401, 'unauthenticated']);
    });

    it('is ended by its access token', async () => {
      const { accessToken, refreshToken } = await signIn(acme);
      await expectStatus(200, app(accessToken).post('/api/auth/logout'));
      expect(await codeOf(app().post('/api/auth/refresh', { refreshToken }))).toEqual([
        401,
        'unauthenticated',
      ]);
    });

    it('is renewed where its refresh token says, whoever’s access token comes along', async () => {
      const { refreshToken } = await signIn(globex);
      const { body } = await expectStatus(200, app(acme.token).post('/api/auth/refresh', { refreshToken }));
      expect(await namesOf(app(body.accessToken))).toEqual(['globex customer']);
    });

    it('is not to be had with another tenant in front of the token', async () => {
      const { refreshToken } = await signIn(acme);
      const random = String(refreshToken).split('.')[1];
      const tenants = [globex.tenant.id, '0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10', 'operator', 'x'];
      for (const realm of tenants) {
        const forged = { refreshToken: `${realm}.${random}` };
        expect(await codeOf(app().post('/api/auth/refresh', forged))).toEqual([401, 'unauthenticated']);
        expect(await codeOf(app().post('/api/auth/logout', forged))).toEqual(
          realm === globex.tenant.id ? [200, undefined] : [401, 'unauthenticated'],
        );
      }
      await expectStatus(200, app().post('/api/auth/refresh', { refreshToken }));
    });

    it('of nobody is not ended', async () => {
      expect(await codeOf(app().post('/api/auth/logout'))).toEqual([401, 'unauthenticated']);
      expect(await codeOf(app(operator).post('/api/auth/logout'))).toEqual([401, 'unauthenticated']);
    });
  });

  describe('a token of A where B is asked for', () => {
    it.each([
      ['on the host of B', 'globex.localhost', CUSTOMERS],
      ['on the path of B', 'app.localhost', `/t/globex${CUSTOMERS}`],
      ['on the encoded path of B', 'app.localhost', `/t/%67lobex${CUSTOMERS}`],
    ])('is refused and written down %s', async (_where, host, path) => {
      anHourLater();
      const before = await mismatches(globex);
      expect(await codeOf(acme.on(host).get(path))).toEqual([403, 'tenant_mismatch']);
      expect(await mismatches(globex)).toBe(before + 1);
    });

    it.each<[string, Record<string, string>]>([
      ['X-Tenant', { 'x-tenant': 'globex' }],
      ['X-Tenant-Id', { 'x-tenant-id': 'globex' }],
      ['X-Forwarded-Host', { 'x-forwarded-host': 'globex.localhost' }],
      ['Forwarded', { forwarded: 'host=globex.localhost' }],
      ['X-Original-URL', { 'x-original-url': `/t/globex${CUSTOMERS}` }],
      ['a cookie', { cookie: 'tenant=globex' }],
    ])('reads A by %s on its own host and on the app host', async (_what, headers) => {
      for (const host of ['acme.localhost', 'app.localhost']) {
        const { body } = await expectStatus(200, acme.on(host).get(CUSTOMERS, { headers }));
        expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['acme customer']);
      }
    });

    it('is what counts, not a second token in the same request', async () => {
      const authorization = [`Bearer ${acme.token}`, `Bearer ${globex.token}`];
      const twice = platform.request('app.localhost').get(CUSTOMERS, { headers: { authorization } });
      const { body } = await expectStatus(200, twice);
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['acme customer']);
    });
  });

  describe('a custom domain', () => {
    const records: string[] = [];
    beforeAll(() => {
      jest
        .spyOn(platform.app.get(TxtRecords, { strict: false }), 'find')
        .mockImplementation(async () => records);
    });

    const give = async (slug: string, domain: string): Promise<void> => {
      const admin = await platform.operator();
      const { body } = await expectStatus(201, admin.post(`/api/tenants/${slug}/domains`, { domain }));
      records.push(body.verification.value);
      await expectStatus(200, admin.post(`/api/tenants/${slug}/domains/${domain}/verify`));
    };
    const take = async (slug: string, domain: string): Promise<void> => {
      const admin = await platform.operator();
      await expectStatus(204, admin.delete(`/api/tenants/${slug}/domains/${domain}`));
    };

    it('of B refuses the token of A, and writes it down', async () => {
      await give('globex', 'globex.example');
      anHourLater();
      const before = await mismatches(globex);
      expect(await codeOf(acme.on('globex.example').get(CUSTOMERS))).toEqual([403, 'tenant_mismatch']);
      expect(await mismatches(globex)).toBe(before + 1);
      expect(await namesOf(globex.on('GLOBEX.example:443'))).toEqual(['globex customer']);
    });

    it('does not read a path or a header that names another', async () => {
      const headers = { 'x-tenant': 'acme' };
      const there = globex.on('globex.example');
      expect(await codeOf(there.get(`/t/acme${CUSTOMERS}`, { headers }))).toEqual([404, 'not_found']);
    });

    it('that moves from A to B while requests run shows each token its own rows or none', async () => {
      const seen: string[] = [];
      let moving = true;
      const ask = async (tenant: TenantClient): Promise<void> => {
        while (moving) {
          const { status, body } = await tenant.on('moving.example').get(CUSTOMERS);
          const rows = status === 200 ? body.items.map(({ name }: { name: string }) => name) : [body.code];
          seen.push(...rows.map((row: string) => `${tenant.slug}: ${row}`));
        }
      };
      const clients = [acme, globex, acme, globex].map((tenant) => ask(tenant));
      for (const slug of ['acme', 'globex', 'acme', 'globex']) {
        await give(slug, 'moving.example');
        const owner = slug === 'acme' ? acme : globex;
        await until(() => seen.at(-1) !== undefined && seen.includes(`${slug}: ${slug} customer`));
        expect(await namesOf(owner.on('moving.example'))).toEqual([`${slug} customer`]);
        await take(slug, 'moving.example');
        expect(await codeOf(owner.on('moving.example').get(CUSTOMERS))).toEqual([404, 'tenant_not_found']);
      }
      moving = false;
      await Promise.all(clients);
      const own = ['acme: acme customer', 'globex: globex customer'];
      const refusals = ['tenant_mismatch', 'tenant_not_found'];
      const allowed = [...own, ...refusals.flatMap((code) => [`acme: ${code}`, `globex: ${code}`])];
      expect(seen.filter((line) => !allowed.includes(line))).toEqual([]);
      expect(new Set(seen)).toEqual(new Set(allowed));
    });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
