import { expectStatus, startPlatform, type TestPlatform } from '../../support/index.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('Pages for people', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    await platform.createTenant({ slug: 'acme', name: 'Acme <Tools>' });
  });
  afterAll(() => platform?.close());

  const open = (host: string, path: string) =>
    platform.request(host).send('GET', path, { headers: { accept: BROWSER } });
  const textOf = async (host: string, path: string) => (await open(host, path)).raw.toString('utf8');

  it.each([
    ['acme.localhost', '/', 200, 'Acme &lt;Tools&gt;', 'href="/docs"'],
    ['localhost', '/', 200, 'http://your-company.localhost', 'href="http://admin.localhost'],
    ['localhost', '/t/acme/', 200, 'Acme &lt;Tools&gt;', 'href="/t/acme/docs"'],
    ['admin.localhost', '/', 200, 'Operators', 'href="/docs"'],
    ['acme.localhost', '/nowhere?token=secret', 404, 'There is no page /nowhere here', 'href="/"'],
    ['acme.localhost', '/api/users', 401, 'Please sign in first', 'href="/docs"'],
    ['nobody.localhost', '/', 404, 'No company lives at this address', 'href="http://localhost:3000/"'],
    ['192.0.2.7', '/', 404, 'No company lives at this address', 'href="http://localhost:3000/"'],
  ])('lead on at %s%s', async (host, path, status, said, way) => {
    const answer = await open(host, path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    const page = answer.raw.toString('utf8');
    expect(page).toContain(said);
    expect(page).toContain(way);
    expect(page).not.toContain('secret');
  });

  it('run nothing, and are not kept by caches for others', async () => {
    for (const path of ['/', '/nowhere']) {
      const { headers } = await open('acme.localhost', path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';style-src 'sha256-/);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Host, Authorization, Accept' });
      expect(await textOf('acme.localhost', path)).not.toMatch(/<script|style=| on\w+=/);
    }
  });

  it('are for browsers: programs get problems and redirections', async () => {
    const client = platform.request('acme.localhost');
    for (const accept of ['*/*', 'application/json', 'text/html, application/problem+json']) {
      const { headers } = await client.send('GET', '/nowhere', { headers: { accept } });
      expect(headers['content-type']).toMatch('application/problem+json');
    }
    await expectStatus(302, client.get('/'));
    const posted = await client.send('POST', '/nowhere', { headers: { accept: BROWSER }, body: {} });
    expect(posted.headers['content-type']).toMatch('application/problem+json');
  });

  it('have an icon on every host', async () => {
    for (const host of ['acme.localhost', 'nobody.localhost', '192.0.2.7']) {
      const { status, headers, raw } = await platform.request(host).get('/favicon.ico');
      expect([status, headers['content-type']]).toEqual([200, 'image/x-icon']);
      expect([...raw.subarray(0, 4)]).toEqual([0, 0, 1, 0]);
    }
  });
});
