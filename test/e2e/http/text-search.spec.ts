import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newInvoice,
  newProduct,
} from '../../support/sales.support.js';
import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_STORES,
  type TestPlatform,
} from '../../support/index.js';

const NAMES = [
  'İstanbul Ticaret',
  'Mu\u0308ller KG',
  'Οδυσσεύς ΑΕ',
  'Große Straße 1',
  'Łódź Søren',
  'Ivo ısı',
  'ЁЛКА',
];

describe.each(TEST_STORES)('Searching on %s by %s', (engine, isolation) => {
  let platform: TestPlatform;
  let company: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { TENANT_ISOLATION: isolation } });
    company = await newCompany(platform, 'acme');
    for (const name of NAMES) await newCustomer(company, { name });
  });
  afterAll(() => platform?.close());

  const names = async (path: string): Promise<string[]> =>
    (await done(company.get(path))).items.map(({ name }: Json) => name as string);
  const found = (q: string): Promise<string[]> => names(`/api/sales/customers?q=${encodeURIComponent(q)}`);

  it.each([
    ['İstanbul Ticaret', 0],
    ['istanbul', 0],
    ['ISTANBUL TİCARET', 0],
    ['ıstanbul', 0],
    ['Müller KG', 1],
    ['Mu\u0308ller', 1],
    ['muller', 1],
    ['ΟΔΥΣΣΕΥΣ', 2],
    ['οδυσσευς', 2],
    ['GROSSE STRASSE', 3],
    ['große straẞe', 3],
    ['lodz soren', 4],
    ['ŁÓDŹ SØREN', 4],
    ['ivo isi', 5],
    ['елка', 6],
  ])('%j finds its customer', async (q, at) => {
    expect((await found(q)).map((name) => name.normalize('NFD'))).toEqual([NAMES[at]?.normalize('NFD')]);
  });

  it.each(['%', '_', "' OR 1=1 --", '\\', 'Müllner'])('%j finds nothing', async (q) => {
    expect(await found(q)).toEqual([]);
  });

  it('sorts names where people look for them, page after page, both ways', async () => {
    const sorted = [
      ...['Große Straße 1', 'İstanbul Ticaret', 'Ivo ısı', 'Łódź Søren'],
      NAMES[1],
      NAMES[2],
      'ЁЛКА',
    ];
    for (const [sort, expected] of [
      ['name', sorted],
      ['-name', sorted.toReversed()],
    ] as const) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const path = `/api/sales/customers?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`;
        const page = await done(company.get(path));
        seen.push(...page.items.map(({ name }: Json) => (name as string).normalize('NFD')));
        cursor = page.nextCursor ?? '';
      } while (cursor);
      expect(seen).toEqual(expected.map((name) => name?.normalize('NFD')));
    }
  });

  it('follows a change of the name', async () => {
    const { id } = await newCustomer(company, { name: 'Zaïre' });
    expect(await found('zaire')).toEqual(['Zaïre']);
    await done(company.patch(`/api/sales/customers/${id}`, { name: 'Çongo' }));
    expect(await found('zaire')).toEqual([]);
    expect(await found('congo')).toEqual(['Çongo']);
    await company.delete(`/api/sales/customers/${id}`);
  });

  it('finds documents by their notes, memos, and customers', async () => {
    const [first] = (await done(company.get('/api/sales/customers?q=muller'))).items;
    const lines = [{ description: 'x', quantity: '1', unitPrice: '10.00' }];
    const input = { customerId: first?.id, notes: 'Bitte ÖFFNEN', lines };
    const draft = await newDraft(company, input);
    const invoice = await newInvoice(company, { ...input, notes: null });
    const note = await made(
      company.post(`/api/sales/invoices/${invoice.id}/credit-notes`, { reason: 'Ärger', amount: '1.00' }),
    );
    const ids = async (path: string): Promise<Json[]> =>
      (await done(company.get(path))).items.map(({ id }: Json) => id);
    expect(await ids('/api/sales/invoices?q=offnen')).toEqual([draft.id]);
    expect(await ids('/api/sales/invoices?q=MULLER')).toEqual([invoice.id, draft.id]);
    expect(await ids(`/api/sales/invoices?q=${(invoice.number as string).toLowerCase()}`)).toEqual([
      invoice.id,
    ]);
    expect(await ids('/api/sales/credit-notes?q=arger')).toEqual([note.id]);
    expect(await ids('/api/sales/credit-notes?q=cn-')).toEqual([note.id]);
  });

  it('finds products, places, accounts, people and tenants alike', async () => {
    await newProduct(company, { sku: 'CREME-1', name: 'Crème brûlée', price: '1.00' });
    await made(company.post('/api/users', { email: 'n@x.example', name: 'Łukasz', role: 'viewer' }));
    expect(await names('/api/sales/products?q=CREME%20BRULEE')).toEqual(['Crème brûlée']);
    expect(await names('/api/users?q=LUKASZ')).toEqual(['Łukasz']);
    const operator = await platform.operator();
    const id = `zurich-${isolation}`;
    await made(
      operator.post('/api/tenants?wait=true', {
        slug: id,
        name: 'Zürich AG',
        adminEmail: 'a@zurich.example',
        adminPassword: 'Korrekt-Pferd-77!',
      }),
    );
    const tenants = await done(operator.get('/api/tenants?q=ZURICH%20AG&sort=name'));
    expect(tenants.items.map(({ slug }: Json) => slug)).toEqual([id]);
  });

  it('leaves exact filters exact', async () => {
    await newCustomer(company, { name: 'exact', code: 'Äx-1' });
    expect(await names(`/api/sales/customers?code=${encodeURIComponent('Äx-1')}`)).toEqual(['exact']);
    expect(await names('/api/sales/customers?code=Ax-1')).toEqual([]);
  });
});
