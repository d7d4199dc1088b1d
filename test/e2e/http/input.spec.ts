import { startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';
import { sendRaw } from '../../support/raw-http.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MOST_BYTES = 16 * 1024;

/** Shapes of input that cost more than they mean, or that nothing can store. */
describe('Input over HTTP', () => {
  let platform: TestPlatform;
  let acme: TenantClient;

  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform?.close());

  const refresh = (body: string | Buffer, headers = JSON_TYPE) =>
    platform.request('localhost').post('/api/auth/refresh', body, { headers });
  const fields = (count: number) => `{${Array.from({ length: count }, (_, n) => `"${n}":1`).join()}}`;

  it.each([
    ['5,000 unknown fields', fields(5_000)],
    ['5,000 unknown fields within', `{"refreshToken":"a","x":${fields(5_000)}}`],
    ['objects in objects', '{"a":'.repeat(5_000)],
    ['objects in objects, closed', `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
    ['lists in lists', '['.repeat(5_000)],
    ['lists in lists, closed', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['a long list', `[${'1,'.repeat(20_000)}1]`],
    ['a long list of objects', `{"x":[${'{},'.repeat(15_000)}{}]}`],
    ['a long name', `{"${'n'.repeat(60_000)}":1}`],
    ['100 unknown fields', fields(100)],
  ])('of %s is refused by a short answer, without a sign-in', async (_, body) => {
    const answer = await refresh(body);
    expect(answer.status).toBe(400);
    expect(answer.raw.length).toBeLessThan(MOST_BYTES);
  });

  it('with many problems is answered with fifty of them and a short summary', async () => {
    const { body } = await refresh(fields(100));
    expect(body).toMatchObject({ code: 'validation_failed' });
    expect(body.errors).toHaveLength(50);
    expect(body.detail).toMatch(/ and \d+ more$/);
    expect(body.detail.length).toBeLessThan(400);
  });

  it('of more than 64 KiB is taken only where lines come', async () => {
    const body = { notes: 'x'.repeat(100_000) };
    expect(await acme.post('/api/sales/customers', body)).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    });
    for (const path of ['sales/invoices', 'accounting/journal-entries', 'accounting/opening-balances']) {
      expect(await acme.post(`/api/${path}`, body)).toMatchObject({ status: 400 });
    }
  });

  describe('with lists in place of objects', () => {
    const line = { description: 'Consulting', quantity: '1', unitPrice: '1.00' };

    it.each([
      ['a list', [[]], 'lines.0'],
      ['a list with a line', [[line]], 'lines.0'],
      ['a list after a line', [line, []], 'lines.1'],
    ])('is refused where lines have %s, naming the place', async (_, lines, path) => {
      const refused = { status: 400, body: { code: 'validation_failed', errors: [{ path }] } };
      const [id] = [crypto.randomUUID()];
      expect(await acme.post('/api/sales/invoices', { customerId: id, lines })).toMatchObject(refused);
      expect(await acme.post('/api/sales/invoices/preview', { lines })).toMatchObject(refused);
      expect(await acme.patch(`/api/sales/invoices/${id}`, { lines })).toMatchObject(refused);
      expect(await acme.post(`/api/sales/invoices/${id}/credit-notes`, { lines })).toMatchObject(refused);
      expect(await acme.post('/api/accounting/journal-entries', { lines })).toMatchObject(refused);
    });
  });

  it.each([
    ['/api/sales/customers', { name: 'X', email: 'x\udfff@x.test' }, 'email'],
    ['/api/users', { email: '\ud800x@x.test', name: 'X', role: 'viewer' }, 'email'],
    ['/api/invitations', { email: 'x\udfff', role: 'viewer' }, 'email'],
    ['/api/sales/customers', { name: 'X\ud800' }, 'name'],
    ['/api/auth/login', { email: 'x@x.test', password: 'x\udfff' }, 'password'],
  ])('that is ill-formed Unicode is refused at %s: %j', async (path, body, field) => {
    // JSON.stringify writes a lone surrogate as an escape.
    expect(await acme.post(path, body)).toMatchObject({
      status: 400,
      body: { code: 'validation_failed', errors: [{ path: field }] },
    });
  });

  describe('in another encoding', () => {
    const latin1 = Buffer.from('{"refreshToken":"Zürich"}', 'latin1');

    it('is refused whatever its header says', async () => {
      for (const charset of ['', '; charset=utf-8', '; charset="UTF-8"']) {
        expect(await refresh(latin1, { 'content-type': `application/json${charset}` })).toMatchObject({
          status: 400,
          body: { code: 'bad_request' },
        });
      }
      for (const charset of ['latin1', 'utf-16', '"iso-8859-1"', 'us-ascii']) {
        const type = { 'content-type': `application/json; charset=${charset}` };
        expect(await refresh(latin1, type)).toMatchObject({ status: 415 });
        expect(await refresh('{"refreshToken":"a"}', type)).toMatchObject({ status: 415 });
      }
    });

    it('is refused as a file too', async () => {
      const send = (type: string) =>
        acme.post('/api/sales/customers/import', Buffer.from('name\nZürich\n', 'latin1'), {
          headers: { 'content-type': type },
        });
      expect(await send('text/csv')).toMatchObject({ status: 400, body: { code: 'bad_request' } });
      expect(await send('text/csv; charset=latin1')).toMatchObject({ status: 415 });
    });
  });

  describe('in a query', () => {
    const ask = (query: string) => acme.get(`/api/sales/customers?${query}`);

    it.each([
      ['many names', Array.from({ length: 2_000 }, (_, n) => `a${n}`).join('&')],
      ['one name many times', 'q=1&'.repeat(2_000)],
      ['a long name', `${'n'.repeat(2_000)}=1`],
      ['bytes that are not UTF-8', 'q=%FF'],
      ['a surrogate as bytes', 'q=%ED%A0%80'],
      ['a percent sign alone', 'q=100%'],
    ])('of %s is refused by a short answer', async (_, query) => {
      const answer = await ask(query);
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      expect(answer.raw.length).toBeLessThan(MOST_BYTES);
    });

    it('that is not encoded at all is refused', async () => {
      const lines = ['GET /api/sales/customers?q=\u00fc HTTP/1.1', 'host: acme.localhost'];
      expect(await sendRaw(platform.port, lines)).toMatchObject({ status: 400 });
    });

    it('may hold any letters', async () => {
      expect(await ask(`q=${encodeURIComponent('Müller 100% & 😀')}`)).toMatchObject({ status: 200 });
    });
  });
});
