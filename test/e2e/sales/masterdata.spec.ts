import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newDraft,
  newProduct,
  newTaxRate,
  refusal,
} from '../../support/sales.support.js';

const UNKNOWN = '01a1fd9a-7986-708e-b617-4896a1f24cbb';

describe.each(TEST_ENGINES)('Customers and products on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const logged = async (id: string): Promise<Json[]> =>
    (await done(acme.get(`/api/audit?entityId=${id}`))).items;

  describe('a customer', () => {
    it('keeps what was sent and is given what was left out', async () => {
      const sent = {
        name: 'Ana Trujillo',
        code: 'ANATR',
        email: 'ana@example.test',
        address: 'Avda. 1\nMéxico',
        creditLimit: '1500.5',
      };
      const { id, ...customer } = await newCustomer(acme, sent);
      expect(customer).toMatchObject({
        ...sent,
        creditLimit: '1500.50',
        phone: null,
        active: true,
        version: 1,
      });
      expect(await done(acme.get(`/api/sales/customers/${id}`))).toEqual({ id, ...customer });
    });

    it('is given a code of its own, stepping over codes that people gave', async () => {
      const first = await newCustomer(acme);
      const next = `C-${String(Number(first.code.slice(2)) + 1).padStart(5, '0')}`;
      await newCustomer(acme, { code: next });
      const codes = await Promise.all([newCustomer(acme), newCustomer(acme), newCustomer(acme)]);
      expect(new Set([first.code, next, ...codes.map(({ code }) => code)]).size).toBe(5);
    });

    it('can not have the code of another', async () => {
      await newCustomer(acme, { code: 'TWICE' });
      expect(await refusal(acme.post('/api/sales/customers', { name: 'X', code: 'TWICE' }))).toEqual([
        409,
        'conflict',
      ]);
    });

    it('is changed in what is sent, and cleared by null', async () => {
      const { id } = await newCustomer(acme, { phone: '1', creditLimit: '5.00' });
      const path = `/api/sales/customers/${id}`;
      expect(
        await done(acme.patch(path, { name: 'New', phone: null, creditLimit: null, version: 1 })),
      ).toMatchObject({
        name: 'New',
        phone: null,
        creditLimit: null,
        version: 2,
      });
      expect(await refusal(acme.patch(path, { name: 'Late', version: 1 }))).toEqual([
        409,
        'version_conflict',
      ]);
    });

    it.each([
      ['without a name', { name: '' }],
      ['with a name that is null', { name: null }],
      ['with a code that is null', { name: 'X', code: null }],
      ['with a number for a credit limit', { name: 'X', creditLimit: 5000 }],
      ['with an e-mail that is none', { name: 'X', email: 'nowhere' }],
      ['with a character no store can hold', { name: 'X\u0000' }],
      ['with an unknown property', { name: 'X', nickname: 'Y' }],
    ])('is refused %s', async (_what, input) => {
      expect(await refusal(acme.post('/api/sales/customers', input))).toEqual([400, 'validation_failed']);
    });

    it('is written to the audit log with what it was and is', async () => {
      const { id } = await newCustomer(acme, { name: 'Ana', code: 'LOG', creditLimit: '500' });
      const path = `/api/sales/customers/${id}`;
      await done(acme.patch(path, { creditLimit: '750.5' }));
      expect(await refusal(acme.patch(path, { creditLimit: '1.005' }))).toEqual([400, 'validation_failed']);
      await acme.delete(path);
      const [was, is] = [{ code: 'LOG', creditLimit: '500.00' }, { creditLimit: '750.50' }];
      expect(await logged(id)).toMatchObject([
        { action: 'customer.deleted', before: is, after: null },
        { action: 'customer.changed', before: was, after: is },
        { action: 'customer.created', before: null, after: was },
      ]);
    });

    it('is deleted while it stands on no invoice', async () => {
      const [used, unused] = [await newCustomer(acme), await newCustomer(acme)];
      await newDraft(acme, { customerId: used.id });
      expect((await acme.delete(`/api/sales/customers/${unused.id}`)).status).toBe(204);
      expect(await refusal(acme.delete(`/api/sales/customers/${unused.id}`))).toEqual([404, 'not_found']);
      expect(await refusal(acme.delete(`/api/sales/customers/${used.id}`))).toEqual([409, 'customer_in_use']);
      expect((await logged(used.id)).map(({ action }) => action)).toEqual(['customer.created']);
    });
  });

  describe('a product', () => {
    it('has a price, and a tax rate that exists', async () => {
      const vat = await newTaxRate(acme, 'VAT20', '0.2000');
      const product = await newProduct(acme, { sku: 'TEA', price: '4.5', taxRateId: vat.id, unit: 'box' });
      expect(product).toMatchObject({
        sku: 'TEA',
        price: '4.50',
        taxRateId: vat.id,
        unit: 'box',
        active: true,
      });
      const lost = { sku: 'LOST', name: 'X', price: '1.00', taxRateId: UNKNOWN };
      expect(await refusal(acme.post('/api/sales/products', lost))).toEqual([422, 'unknown_reference']);
    });

    it.each([
      ['a JSON number for a price', { price: 4.5 }, [400, 'validation_failed']],
      ['a price below zero', { price: '-1.00' }, [400, 'validation_failed']],
      ['a price with a fraction of a cent', { price: '1.005' }, [400, 'validation_failed']],
      ['a price out of range', { price: '90000000000000.01' }, [422, 'amount_out_of_range']],
    ])('refuses %s', async (_what, changes, expected) => {
      const product = { sku: 'BAD', name: 'X', ...changes };
      expect(await refusal(acme.post('/api/sales/products', product))).toEqual(expected);
    });

    it('is written to the audit log with what it was and is', async () => {
      const { id } = await newProduct(acme, { price: '12.5' });
      await done(acme.patch(`/api/sales/products/${id}`, { price: '99' }));
      await acme.delete(`/api/sales/products/${id}`);
      const actor = { email: expect.stringContaining('@') };
      expect(await logged(id)).toMatchObject([
        { action: 'product.deleted', actor, before: { price: '99.00' }, after: null },
        { action: 'product.changed', actor, before: { price: '12.50' }, after: { price: '99.00' } },
        { action: 'product.created', actor, entity: 'product', before: null, after: { price: '12.50' } },
      ]);
    });

    it('has a sku of its own', async () => {
      await newProduct(acme, { sku: 'ONCE' });
      expect(await refusal(acme.post('/api/sales/products', { sku: 'ONCE', name: 'X', price: '1' }))).toEqual(
        [409, 'conflict'],
      );
    });
  });

  describe.each([
    {
      what: 'customers',
      make: newCustomer,
      least: { name: 'Null' },
      nullable: ['email', 'phone', 'taxNumber', 'address', 'country', 'creditLimit'],
      firm: ['name', 'code', 'active'],
    },
    {
      what: 'products',
      make: newProduct,
      least: { sku: 'NULL', name: 'Null', price: '1.00' },
      nullable: ['description', 'unit', 'taxRateId'],
      firm: ['sku', 'name', 'price', 'active'],
    },
  ])('a null in $what', ({ what, make, least, nullable, firm }) => {
    const path = `/api/sales/${what}`;

    it.each(nullable)('is a value of %s', async (field) => {
      const row = await make(acme, { [field]: null });
      expect(row[field]).toBeNull();
      expect((await done(acme.patch(`${path}/${row.id}`, { [field]: null })))[field]).toBeNull();
    });

    it.each(firm)('is none of %s', async (field) => {
      const { id } = await make(acme);
      const expected = [400, 'validation_failed'];
      expect(await refusal(acme.post(path, { ...least, [field]: null }))).toEqual(expected);
      expect(await refusal(acme.patch(`${path}/${id}`, { [field]: null }))).toEqual(expected);
    });

    it('asks for no check as a version', async () => {
      const { id } = await make(acme);
      const change = { name: 'New', version: null };
      expect(await done(acme.patch(`${path}/${id}`, change))).toMatchObject({ version: 2 });
    });
  });

  describe('a list', () => {
    let zeta: HttpClient;
    beforeAll(async () => {
      zeta = await newCompany(platform, 'zeta');
      for (const name of ['Übel', 'alpha', 'Beta', 'gamma', 'Delta', '100% sure', 'a_b']) {
        await newCustomer(zeta, { name, active: name !== 'Beta' });
      }
    });
    const names = async (query: string): Promise<string[]> =>
      (await done(zeta.get(`/api/sales/customers?${query}`))).items.map(({ name }: Json) => name);

    it.each(['sort=name', 'sort=-name', 'sort=code', 'sort=createdAt', 'active=true'])(
      'is the same in pages of two as in one, with %s',
      async (query) => {
        const whole = await names(`${query}&limit=100`);
        const paged: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const { items, nextCursor }: Json = await done(
            zeta.get(`/api/sales/customers?${query}&limit=2${at}`),
          );
          paged.push(...items.map(({ name }: Json) => name));
          cursor = nextCursor;
        }
        expect(paged).toHaveLength(query === 'active=true' ? 6 : 7);
        expect(paged).toEqual(whole);
      },
    );

    it('searches without regard to case, and literally', async () => {
      expect(await names('q=ALPHA')).toEqual(['alpha']);
      expect(await names(`q=${encodeURIComponent('ÜBEL')}`)).toEqual(['Übel']);
      expect(await names('q=%25')).toEqual(['100% sure']);
      expect(await names('q=a_b')).toEqual(['a_b']);
    });

    it('filters by fields', async () => {
      expect(await names('active=false')).toEqual(['Beta']);
      expect(await names('code=C-00002')).toEqual(['alpha']);
    });

    it.each(['limit=0', 'limit=101', 'sort=secret', 'cursor=nonsense', 'active=perhaps', 'colour=red'])(
      'refuses %s',
      async (query) => {
        expect(await refusal(zeta.get(`/api/sales/customers?${query}`))).toEqual([400, 'validation_failed']);
      },
    );

    it('is a CSV file of all pages when asked', async () => {
      await made(zeta.post('/api/sales/customers', { name: '=HYPERLINK("x")', address: 'a, "b"\nc' }));
      for (const answer of [
        await zeta.get('/api/sales/customers?format=csv&limit=2'),
        await zeta.get('/api/sales/customers', { headers: { accept: 'text/csv' } }),
      ]) {
        expect(answer.headers['content-type']).toMatch(/^text\/csv/);
        const text = answer.raw.toString('utf8');
        expect(text.split('\n')[0]).toBe(
          'id,code,name,email,phone,taxNumber,address,country,creditLimit,active,createdAt',
        );
        expect(text).toContain(`"'=HYPERLINK(""x"")"`);
        expect(text.match(/C-0000\d/g)).toHaveLength(8);
      }
    });
  });
});
