import { randomBytes } from 'node:crypto';
import { Script } from 'node:vm';
import { startPlatform, type TestPlatform } from '../../support/index.js';

type Operation = {
  summary?: string;
  parameters?: { name: string }[];
  responses: Record<string, unknown>;
};
type Document = { info: { title: string }; paths: Record<string, Record<string, Operation>> };

describe('The API documents', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform?.close());

  const documentOf = async (host: string) => (await platform.request(host).get<Document>('/docs-json')).body;

  it('are one for each plane', async () => {
    const tenant = await documentOf('acme.localhost');
    const admin = await documentOf('admin.localhost');
    const open = await documentOf('localhost');
    expect(Object.keys(tenant.paths)).toContain('/api/sales/invoices/{id}/issue');
    expect(Object.keys(tenant.paths)).not.toContain('/api/operators');
    expect(Object.keys(admin.paths)).toContain('/api/operators');
    expect(Object.keys(admin.paths)).not.toContain('/api/sales/customers');
    expect(Object.keys(open.paths)).not.toContain('/api/operators');
  });

  it('tell the same path of two planes apart', async () => {
    const summaryOf = async (host: string) =>
      (await documentOf(host)).paths['/api/auth/login']?.['post']?.summary;
    const [tenant, admin] = [await summaryOf('acme.localhost'), await summaryOf('admin.localhost')];
    expect(tenant).toBeDefined();
    expect(admin).toBeDefined();
    expect(tenant).not.toBe(admin);
  });

  it.each(['acme.localhost', 'admin.localhost', 'localhost'])(
    'on %s summarise every operation and name its refusals',
    async (host) => {
      const { paths } = await documentOf(host);
      const bare = Object.entries(paths).flatMap(([path, operations]) =>
        Object.entries(operations)
          .filter(
            ([, { summary, responses }]) => !summary || (path.startsWith('/api') && !refusals(responses)),
          )
          .map(([method]) => `${method} ${path}`),
      );
      expect(bare).toEqual([]);
    },
  );

  it.each(['sales/customers', 'sales/reports/by-customer', 'accounting/reports/aged-receivables'])(
    'say how the next page of %s is asked for',
    async (path) => {
      const { paths } = await documentOf('acme.localhost');
      const names = paths[`/api/${path}`]?.['get']?.parameters?.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['limit', 'cursor']));
    },
  );

  const refusals = (responses: Record<string, unknown>) =>
    Object.keys(responses).some((status) => status >= '400');

  it('do not show how planes are marked inside', async () => {
    expect(JSON.stringify(await documentOf('acme.localhost'))).not.toContain('x-plane');
  });

  it('are shown by Swagger UI, with all it needs from the same host and no inline script', async () => {
    const client = platform.request('acme.localhost');
    const page = await client.get<string>('/docs');
    expect(page).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('text/html') },
    });
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      const url = new URL(asset, 'http://acme.localhost/docs');
      expect(url.host).toBe('acme.localhost');
      expect(await client.get(url.pathname)).toMatchObject({ status: 200 });
    }
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  });

  it('are served to the UI of each host as its own', async () => {
    const script = await platform.request('admin.localhost').get<string>('/docs/swagger-ui-init.js');
    expect(script.body).toContain('/api/operators');
    expect(script.body).not.toContain('/api/sales/customers');
  });

  it('are where a person lands who types only the host', async () => {
    const landing = async (host: string, path: string) =>
      (await platform.request(host).get(path)).headers['location'];
    expect(await landing('acme.localhost', '/')).toBe('/docs');
    expect(await landing('localhost', '/')).toBe('/docs');
    expect(await landing('localhost', '/t/acme')).toBe('/t/acme/docs');
    expect(await landing('nobody.localhost', '/')).toBeUndefined();
  });

  it('do not exist on hosts that are nobody’s', async () => {
    expect(await platform.request('nobody.localhost').get('/docs')).toMatchObject({
      status: 404,
      body: { code: 'tenant_not_found' },
    });
  });

  it('are the same as YAML, and once they are made the same bytes for everybody', async () => {
    const [json, again, yaml] = await Promise.all(
      ['/docs-json', '/docs-json', '/docs-yaml'].map((path) => platform.request('acme.localhost').get(path)),
    );
    expect(again!.raw.equals(json!.raw)).toBe(true);
    expect(yaml!.headers['content-type']).toContain('yaml');
    expect(yaml!.raw.toString()).toContain('/api/sales/invoices/{id}/issue:');
  });

  it('say where their paths stand under the path of a tenant', async () => {
    const host = platform.request('localhost');
    const { body } = await host.get<Document & { servers: unknown }>('/t/acme/docs-json');
    expect(body.servers).toEqual([{ url: '/t/acme' }]);
    expect(Object.keys(body.paths)).toContain('/api/sales/customers');
    expect((await host.get<string>('/t/acme/docs-yaml')).body).toMatch(
      /^servers: \[\{"url":"\/t\/acme"\}\]\n/,
    );
    expect((await host.get<string>('/t/acme/docs/swagger-ui-init.js')).body).toContain(
      '"servers":[{"url":"/t/acme"}]',
    );
  });

  it.each(['package.json', 'README.md', 'index.html', 'swagger-ui.js', '..%2fpackage.json', 'constructor'])(
    'bring no file of the UI that the page does not need: %s',
    async (name) => {
      expect(await platform.request('acme.localhost').get(`/docs/${name}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    },
  );

  it('let caches keep the files of the UI, and nothing else', async () => {
    const kept = async (path: string) =>
      (await platform.request('acme.localhost').get(path)).headers['cache-control'];
    expect(await kept('/docs/swagger-ui-bundle.js')).toBe('public, max-age=3600');
    for (const path of [
      '/docs',
      '/docs/swagger-ui-init.js',
      '/docs-json',
      '/docs-yaml',
      '/docs/nothing.js',
    ]) {
      expect([path, await kept(path)]).toEqual([path, 'no-store']);
    }
  });
});

describe('The operators’ document in production', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    const secret = () => randomBytes(32).toString('base64');
    const secrets = { JWT_SECRET: secret(), ENCRYPTION_KEY: secret(), METRICS_TOKEN: secret() };
    platform = await startPlatform({
      engine: 'sqlite',
      env: { NODE_ENV: 'production', ...secrets, RATE_LIMIT_PER_ADDRESS: '30' },
    });
    await platform.operator();
  });
  afterAll(() => platform?.close());

  const admin = () => platform.request('admin.localhost');

  it.each(['/docs-json', '/docs-yaml'])('is for operators: %s', async (path) => {
    expect(await admin().get(path)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await admin().as('made.up').get(path)).toMatchObject({ status: 401 });
    const answer = await (await platform.operator()).get(path);
    expect(answer.status).toBe(200);
    expect(answer.raw.toString()).toContain('/api/operators');
  });

  it('is not in the page, which loads empty and fetches it with a token', async () => {
    expect((await admin().get('/docs')).status).toBe(200);
    const { status, body } = await admin().get<string>('/docs/swagger-ui-init.js');
    expect(status).toBe(200);
    expect(body).not.toContain('/api/');
    expect(body).toContain('"paths":{}');
    expect(() => new Script(body)).not.toThrow();
  });

  it('leaves the others open, within the limits of requests', async () => {
    expect((await platform.request('localhost').get('/docs-json')).status).toBe(200);
    let last = 200;
    for (let turn = 0; turn < 30; turn += 1) {
      last = (await platform.request('localhost').get('/docs-json')).status;
    }
    expect(last).toBe(429);
  });
});
