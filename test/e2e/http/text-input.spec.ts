import { done, made, newCompany, newCustomer, refusal } from '../../support/sales.support.js';
import { describeEngines, type HttpClient, startPlatform, type TestPlatform } from '../../support/index.js';

const CSV = { headers: { 'content-type': 'text/csv' } };

describeEngines('Text that comes in on %s', (engine) => {
  let platform: TestPlatform;
  let company: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    company = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const customer = (input: object) => company.post('/api/sales/customers', { name: 'x', ...input });
  const product = (input: object) =>
    company.post('/api/sales/products', { name: 'x', price: '1.00', ...input });

  it('makes one code of those that look alike', async () => {
    expect((await made(customer({ code: 'B1' }))).code).toBe('B1');
    for (const code of ['B1 ', ' B1', '\u00a0B1', '\ufeffB1', 'B1\u200b', '\tB1\n'])
      expect(await refusal(customer({ code }))).toEqual([409, 'conflict']);
    expect((await made(product({ sku: 'Mu\u0308-1 ' }))).sku).toBe('M\u00fc-1');
    expect(await refusal(product({ sku: ' M\u00fc-1' }))).toEqual([409, 'conflict']);
    const again = company.post('/api/sales/customers/import', 'code,name\n"B1 ",x\n', CSV);
    expect(await done(again)).toMatchObject({ updated: 1 });
  });

  it('is stored composed and without blanks around it, from JSON and from a file alike', async () => {
    const stored = await newCustomer(company, { name: ' Mu\u0308ller  KG\u3000', address: ' Wien\n' });
    expect(stored).toMatchObject({ name: 'Müller  KG', address: 'Wien' });
    await done(company.post('/api/sales/customers/import', 'code,name\nNFC," Fra\u0308nkel\u200b"\n', CSV));
    const { items } = await done(company.get('/api/sales/customers?code=%20NFC%20'));
    expect(items).toMatchObject([{ code: 'NFC', name: 'Fränkel' }]);
  });

  it('asks for the same thing with a key that was used, whatever blanks are around', async () => {
    const headers = { headers: { 'idempotency-key': 'tidy-1' } };
    const first = await customer({ code: 'KEY' });
    expect(first.status).toBe(201);
    const lines = [{ description: 'x', quantity: '1', unitPrice: '1.00' }];
    const send = (notes: string) =>
      company.post('/api/sales/invoices', { customerId: first.body.id, notes, lines }, headers);
    expect((await made(send('a '))).id).toBe((await made(send('a'))).id);
  });

  it.each([
    [{ name: 'a\nb' }, 'name'],
    [{ name: 'a\tb' }, 'name'],
    [{ name: 'a\u2028b' }, 'name'],
    [{ name: 'a\u0007b' }, 'name'],
    [{ code: 'a\u001fb' }, 'code'],
    [{ phone: 'a\rb' }, 'phone'],
    [{ address: 'a\u0000b' }, 'address'],
    [{ address: 'a\u001bb' }, 'address'],
    [{ name: '\u200b\ufeff ' }, 'name'],
  ])('of one line holds no control characters: %j', async (input, path) => {
    const { status, body } = await customer(input);
    expect([status, body.code, body.errors.map((error: { path: string }) => error.path)]).toEqual([
      ...[400, 'validation_failed', [path]],
    ]);
  });

  it('of many lines keeps them', async () => {
    expect((await newCustomer(company, { address: 'Ring 1\r\n1010\tWien' })).address).toBe(
      'Ring 1\r\n1010\tWien',
    );
  });

  it('leaves passwords as they are', async () => {
    const password = ' blanks around it ';
    const input = { email: 'p@acme.test', name: 'P', role: 'viewer', password };
    await made(company.post('/api/users', input));
    const { body } = await platform
      .request('acme.localhost')
      .post('/api/auth/login', { email: input.email, password });
    expect(body.accessToken).toBeDefined();
    expect(
      await refusal(
        platform
          .request('acme.localhost')
          .post('/api/auth/login', { email: input.email, password: password.trim() }),
      ),
    ).toEqual([401, 'unauthenticated']);
  });
});
