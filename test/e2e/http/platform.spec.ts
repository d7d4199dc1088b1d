import { startPlatform, type TestPlatform } from '../../support/index.js';
import { sendRaw } from '../../support/raw-http.js';

const UUID = /^[\da-f]{8}-[\da-f-]{27}$/;

describe('The platform over HTTP', () => {
  let platform: TestPlatform;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite', env: { TRUST_PROXY: '127.0.0.1' } });
  });
  afterAll(() => platform?.close());

  const admin = () => platform.request('admin.localhost');
  const raw = (...lines: string[]) => sendRaw(platform.port, lines);

  describe('health', () => {
    it.each(['192.0.2.1', '[::1]:3000', 'nobody.localhost', 'x.y.localhost', 'admin.localhost', 'localhost'])(
      'is told on the host %s',
      async (host) => {
        const client = platform.request(host);
        expect(await client.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
        expect(await client.get('/health/ready')).toMatchObject({
          status: 200,
          body: { status: 'ok', details: { controlDatabase: { status: 'up' } } },
        });
      },
    );

    it('is told to a client that sends no host at all', async () => {
      expect(await raw('GET /health/live HTTP/1.0')).toMatchObject({ status: 200 });
    });
  });

  describe('hosts', () => {
    it.each([
      'nobody.localhost',
      'NOBODY.localhost:3000',
      'x.admin.localhost',
      '192.0.2.1',
      '[::1]',
      'example.org',
    ])('%s is nobody’s', async (host) => {
      const answer = await platform.request(host).get('/api/auth/me');
      expect(answer).toMatchObject({ status: 404, body: { code: 'tenant_not_found', status: 404 } });
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('of operators has operators’ routes', async () => {
      expect(await admin().get('/api/auth/me')).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
      expect(await admin().get('/api/operators')).toMatchObject({ status: 401 });
    });

    it('of operators has no routes of tenants', async () => {
      expect(await admin().get('/api/sales/customers')).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    });

    it('of the public has neither', async () => {
      for (const host of ['localhost', 'www.localhost', 'app.localhost']) {
        const client = platform.request(host);
        expect(await client.get('/api/operators')).toMatchObject({
          status: 404,
          body: { code: 'not_found' },
        });
        expect(await client.get('/api/sales/customers')).toMatchObject({ status: 404 });
      }
    });

    it('sent twice is refused', async () => {
      const answer = await raw('GET /api/auth/me HTTP/1.1', 'host: admin.localhost', 'host: admin.localhost');
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'bad_host', instance: '/api/auth/me' });
    });

    it('contradicted by the request line is refused', async () => {
      const answer = await raw('GET http://acme.localhost/api/auth/me HTTP/1.1', 'host: admin.localhost');
      expect(JSON.parse(answer.body)).toMatchObject({ status: 400, code: 'bad_host' });
    });

    it('repeated in the request line is fine', async () => {
      const answer = await raw('GET http://admin.localhost/api/auth/me HTTP/1.1', 'host: admin.localhost');
      expect(answer.status).toBe(401);
    });

    it('that is malformed is refused', async () => {
      expect((await platform.request('a@b').get('/api/auth/me')).body).toMatchObject({ code: 'bad_host' });
    });

    it('is taken from X-Forwarded-Host of a trusted proxy', async () => {
      const headers = { 'x-forwarded-host': 'admin.localhost' };
      expect(await platform.request('10.0.0.1').get('/api/auth/me', { headers })).toMatchObject({
        status: 401,
      });
    });

    it('named several times by a proxy is refused', async () => {
      const headers = { 'x-forwarded-host': 'admin.localhost, evil.org' };
      const answer = await admin().get('/api/auth/me', { headers });
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_host' } });
    });
  });

  describe('a problem', () => {
    const signIn = (body: unknown, headers?: Record<string, string>) =>
      admin().post('/api/auth/login', body, { headers });

    it('has the fields of RFC 9457 and the path without its query', async () => {
      const { body } = await admin().get('/api/nothing?token=secret');
      expect(body).toEqual({
        type: 'urn:tenantry:problem:not_found',
        title: 'Not found',
        status: 404,
        detail: expect.any(String),
        code: 'not_found',
        instance: '/api/nothing',
      });
      expect(JSON.stringify(body)).not.toContain('secret');
    });

    it('is malformed JSON', async () => {
      const answer = await signIn('{"email":', { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
    });

    it.each(['{"__proto__": {"role": "owner"}}', '{"constructor": {"prototype": {}}}'])(
      'is the body %s',
      async (body) => {
        expect(await signIn(body, { 'content-type': 'application/json' })).toMatchObject({ status: 400 });
      },
    );

    it.each(['[]', '"text"', '1', 'null', 'true', ''])('is %j where an object is wanted', async (body) => {
      const answer = await signIn(body, { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    });

    it('is a missing body', async () => {
      expect(await admin().send('POST', '/api/auth/login')).toMatchObject({
        status: 400,
        body: { code: 'validation_failed' },
      });
    });

    it('names each field that is wrong or unknown', async () => {
      const { status, body } = await signIn({ email: 1, admin: true });
      expect(status).toBe(400);
      expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
        'admin',
        'email',
        'password',
      ]);
    });

    it('is a body over the limit', async () => {
      const answer = await signIn({ email: 'x'.repeat(1024 * 1024), password: 'x' });
      expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data'])(
      'is a body of type %s',
      async (type) => {
        expect(await signIn('a=b', { 'content-type': type })).toMatchObject({
          status: 415,
          body: { code: 'unsupported_media_type' },
        });
      },
    );

    it('is the wrong method, with the right ones in Allow', async () => {
      const answer = await admin().delete('/api/auth/me');
      expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
      expect(answer.headers['allow']).toBe('GET, HEAD');
    });

    it('is a URL that can not be decoded', async () => {
      const answer = await admin().get('/api/%E0%A4%A');
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
      expect(answer.headers['x-request-id']).toMatch(UUID);
    });

    it('is a request that is no HTTP', async () => {
      const answer = await raw('NONSENSE');
      expect(answer).toMatchObject({ status: 400, headers: { 'x-request-id': expect.stringMatching(UUID) } });
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'bad_request' });
    });

    it('is a header block over the limit', async () => {
      const answer = await raw('GET / HTTP/1.1', 'host: localhost', `x: ${'y'.repeat(20_000)}`);
      expect(answer.status).toBe(431);
    });

    it('tells whom to ask for a sign-in', async () => {
      expect((await admin().get('/api/auth/me')).headers['www-authenticate']).toBe('Bearer');
    });
  });

  describe('every answer', () => {
    it.each(['/health/live', '/api/auth/me', '/api/nothing', '/docs-json', '/nothing'])(
      'to %s carries a request id and the security headers',
      async (path) => {
        const { headers } = await admin().get(path);
        expect(headers['x-request-id']).toMatch(UUID);
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['content-security-policy']).toContain("default-src 'self'");
      },
    );

    it('to an unknown host carries them as well', async () => {
      const { headers } = await platform.request('nobody.localhost').get('/');
      expect(headers['x-request-id']).toMatch(UUID);
      expect(headers['x-content-type-options']).toBe('nosniff');
    });

    it.each(['trace-1:a.b', '<script>', 'x'.repeat(15_000), 'a\tb'])(
      'has a request id of the program’s own, whatever the caller sends: %#',
      async (id) => {
        const { headers } = await admin().get('/health/live', { headers: { 'x-request-id': id } });
        expect(headers['x-request-id']).toMatch(UUID);
      },
    );

    it.each([
      ['a list of nobody', '/api/operators', 401],
      ['a health check', '/health/live', 200],
      ['a path that is nowhere', '/api/nothing', 404],
      ['a wrong method', '/api/auth/logout', 405],
      ['a page', '/docs', 200],
      ['a document', '/docs-json', 200],
      ['a URL that can not be decoded', '/api/%E0%A4%A', 400],
      ['a URL that is too long', `/api/${'x'.repeat(5_000)}`, 404],
    ])('to %s is kept by no cache', async (_, path, status) => {
      const answer = await admin().get(path);
      expect(answer.status).toBe(status);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['vary']).toBe('Host, Authorization');
    });

    it('to what is no HTTP is kept by no cache', async () => {
      const { headers } = await raw('NONSENSE');
      expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Host, Authorization' });
    });

    it('lets no page be moved to another base', async () => {
      const policy = (await admin().get('/docs')).headers['content-security-policy'];
      expect(policy).toContain("base-uri 'none'");
    });
  });

  describe('a path', () => {
    it.each(['/api/auth/me/', '/api/operators/', '/docs-json/', '/health/live/', '/api/auth/me//'])(
      'with a slash at its end is another one, and leads nowhere: %s',
      async (path) => {
        expect(await admin().get(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      },
    );
  });

  describe('hosts that are no names', () => {
    const as = (host: string) =>
      raw('GET /api/auth/me HTTP/1.1', `host: ${host}`).then(({ status, body }) => ({
        status,
        code: (JSON.parse(body) as { code: string }).code,
      }));
    const utf8 = (host: string) => Buffer.from(host).toString('latin1');

    it.each([
      'ａdmin.localhost',
      'ⓐⓓⓜⓘⓝ.localhost',
      'adm\u00adin.localhost',
      'admin。localhost',
      'bücher.localhost',
    ])('in raw UTF-8 are refused: %s', async (host) => {
      expect(await as(host)).toEqual({ status: 400, code: 'bad_host' });
      const headers = { 'x-forwarded-host': utf8(host) };
      expect(await admin().get('/api/auth/me', { headers })).toMatchObject({
        status: 400,
        body: { code: 'bad_host' },
      });
    });

    it('of more than 255 characters are refused', async () => {
      expect(await as(`${'x'.repeat(250)}.localhost`)).toEqual({ status: 400, code: 'bad_host' });
      expect(await as(`${'x'.repeat(14_000)}.localhost:3000`)).toEqual({ status: 400, code: 'bad_host' });
    });
  });
});
