import type { Tenant } from '@tenantry/nest';
import { TenantCatalog } from '@tenantry/nest/operator';
import { startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';

describe('A tenant over HTTP', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  const setStatus = (slug: string, status: Tenant['status']) =>
    platform.app.get(TenantCatalog, { strict: false }).changeStatus(slug, status);
  const customers = (client: TenantClient) => client.get('/api/sales/customers');

  it.each(['acme.localhost', 'ACME.LocalHost', 'acme.localhost.', 'acme.localhost:3000'])(
    'answers on the host %s',
    async (host) => {
      expect((await acme.on(host).get('/api/sales/customers')).status).toBe(200);
    },
  );

  it.each([
    ['provisioning', 503, 'tenant_not_ready'],
    ['failed', 503, 'tenant_not_ready'],
    ['maintenance', 503, 'tenant_maintenance'],
    ['suspended', 403, 'tenant_suspended'],
    ['deleted', 410, 'tenant_deleted'],
  ] as const)('that is %s is refused with %i %s, and comes back', async (status, code, name) => {
    await setStatus('acme', status);
    const answer = await customers(acme);
    expect(answer).toMatchObject({ status: code, body: { code: name } });
    expect(Number(answer.headers['retry-after'] ?? 0) > 0).toBe(code === 503);
    expect((await customers(globex)).status).toBe(200);
    await setStatus('acme', 'active');
    expect((await customers(acme)).status).toBe(200);
  });

  it('that is read-only answers reads and refuses writes', async () => {
    await setStatus('acme', 'read_only');
    expect((await customers(acme)).status).toBe(200);
    const write = await acme.post('/api/sales/customers', { name: 'Ada', active: true });
    expect(write).toMatchObject({ status: 503, body: { code: 'tenant_read_only' } });
    expect(write.headers['retry-after']).toBeDefined();
    await setStatus('acme', 'active');
  });

  it('answers health checks whatever its status', async () => {
    await setStatus('acme', 'suspended');
    expect((await acme.get('/health/live')).status).toBe(200);
    await setStatus('acme', 'active');
  });

  it('has no routes of operators', async () => {
    for (const path of ['/api/operators', '/api/tenants']) {
      expect(await acme.get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('shows what a wrong method could have been', async () => {
    const answer = await acme.send('PUT', '/api/sales/customers');
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers['allow']).toBe('GET, HEAD, POST');
  });

  it('refuses ids and texts that the store could not take', async () => {
    expect(await acme.get('/api/sales/customers/not-an-id')).toMatchObject({ status: 404 });
    expect(await acme.get('/api/sales/customers?q=%00')).toMatchObject({ status: 400 });
    expect(await acme.get('/api/sales/customers?limit=101')).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ path: 'limit' }] },
    });
    expect(await acme.get('/api/sales/customers?cursor=x')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'cursor' }] },
    });
  });

  it('gives a whole list as a file, its own rows alone', async () => {
    for (let row = 0; row < 120; row += 1) {
      const answer = await acme.post('/api/sales/customers', { name: `Customer ${row}` });
      expect(answer.status).toBe(201);
    }
    const rowsOf = async (client: TenantClient) => {
      const file = await client.get<string>('/api/sales/customers?limit=5', {
        headers: { accept: 'text/csv' },
      });
      expect(file.headers['content-type']).toContain('text/csv');
      return file.body.trimEnd().split('\n').length - 1;
    };
    expect(await Promise.all([rowsOf(acme), rowsOf(globex), rowsOf(acme)])).toEqual([120, 0, 120]);
  });

  describe('on the app host, under its path', () => {
    const app = (client: TenantClient) => client.on('app.localhost');

    it('answers as on its own host', async () => {
      expect((await app(acme).get('/t/acme/api/sales/customers?limit=1')).status).toBe(200);
      expect((await app(acme).get('/t/ACME/api/auth/me')).body.email).toBe(acme.owner.email);
      const { body } = await app(acme).get('/t/admin/api/auth/me');
      expect(body).toMatchObject({ code: 'tenant_not_found', detail: 'There is no tenant "admin".' });
    });

    it('refuses a token of another tenant', async () => {
      expect(await app(globex).get('/t/acme/api/sales/customers')).toMatchObject({
        status: 403,
        body: { code: 'tenant_mismatch', instance: '/t/acme/api/sales/customers' },
      });
    });

    it('is unknown when nobody has the name', async () => {
      for (const path of [
        '/t/nobody/api/auth/me',
        '/t/admin/api/operators',
        '/t/acme/t/globex/api/auth/me',
      ]) {
        const { status, body } = await app(acme).get(path);
        expect([status, ['tenant_not_found', 'not_found'].includes(body.code)]).toEqual([404, true]);
      }
    });

    it('is not reached through another tenant’s host', async () => {
      expect((await acme.get('/t/globex/api/sales/customers')).status).toBe(404);
    });

    it('has a name that may be encoded, and that no second slash comes before', async () => {
      expect((await app(acme).get('/t/%61cme/api/auth/me')).body.email).toBe(acme.owner.email);
      for (const path of [
        '//t/acme/api/auth/me',
        '/t//acme/api/auth/me',
        '/t/acme//api/auth/me',
        '/T/acme/api',
      ]) {
        expect(await app(acme).get(path)).toMatchObject({ status: 404 });
      }
      for (const path of ['/t/..%2facme/api/auth/me', '/t/%E0%A4%A/api/auth/me', '/t/acme%00/api/auth/me']) {
        expect(await app(acme).get(path)).toMatchObject({ status: 404, body: { code: 'tenant_not_found' } });
      }
    });

    it('is not left by dots in the path', async () => {
      for (const dots of ['..', '%2e%2e', '..%2f..']) {
        const answer = await app(acme).get(`/t/acme/${dots}/t/globex/api/auth/me`);
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    });

    it('is refused by its status there too, documents included', async () => {
      await setStatus('acme', 'suspended');
      for (const path of ['/t/acme/api/auth/me', '/t/acme/docs', '/t/acme/docs-json', '/t/acme/']) {
        expect(await app(acme).get(path)).toMatchObject({ status: 403, body: { code: 'tenant_suspended' } });
      }
      expect((await app(acme).get('/t/acme/health/live')).status).toBe(200);
      await setStatus('acme', 'active');
    });

    it('has pages whose form and script stay under that path', async () => {
      const { raw } = await app(acme).get('/t/acme/password/reset?token=x');
      const [, action = ''] = /data-action="([^"]+)"/.exec(raw.toString()) ?? [];
      const [, script = ''] = /script src="([^"]+)"/.exec(raw.toString()) ?? [];
      const pathOf = (url: string) => new URL(url, 'http://app.localhost/t/acme/password/reset').pathname;
      expect(pathOf(action)).toBe('/t/acme/api/auth/password/reset');
      expect((await app(acme).get(pathOf(script))).status).toBe(200);
    });

    it('has documents that lead back to that path', async () => {
      const { body } = await app(acme).get('/t/acme/docs-json');
      expect(body.servers).toEqual([{ url: '/t/acme' }]);
      expect((await app(acme).get('/t/acme/docs/swagger-ui.css')).status).toBe(200);
    });
  });
});
