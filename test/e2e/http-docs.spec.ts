import { startPlatform, type TestPlatform } from '../support/index.js';

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
});
