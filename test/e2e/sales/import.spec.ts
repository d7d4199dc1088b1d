import {
  type HttpClient,
  type Json,
  startPlatform,
  TEST_ENGINES,
  type TestPlatform,
  type TestResponse,
} from '../../support/index.js';
import {
  done,
  made,
  newCompany,
  newCustomer,
  newProduct,
  newTaxRate,
  refusal,
} from '../../support/sales.support.js';

const CUSTOMERS = 'code,name,email,phone,taxNumber,address,creditLimit,active';

describe.each(TEST_ENGINES)('An import from a CSV file on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  let companies = 0;
  const company = () => newCompany(platform, `import-${(companies += 1)}`);
  const send = (
    client: HttpClient,
    what: string,
    csv: string | Buffer,
    type = 'text/csv',
  ): Promise<TestResponse> =>
    client.send('POST', `/api/sales/${what}/import`, { body: csv, headers: { 'content-type': type } });
  const problems = async (what: string, csv: string): Promise<[number, string, Json[]]> => {
    const { status, body } = await send(acme, what, csv);
    return [status, body.code, body.errors];
  };
  const listed = async (client: HttpClient, what: string): Promise<Json[]> =>
    (await done(client.get(`/api/sales/${what}?sort=name&limit=100`))).items;

  it('stores every row of customers as the JSON API would', async () => {
    const client = await company();
    const csv = [
      CUSTOMERS,
      'ALFKI,Alfreds Futterkiste,maria@alfreds.test,+49 30 0074321,DE136695976,"Obere Str. 57,\n12209 Berlin",5000.00,TRUE',
      ',"Berglund ""B"" Snabbköp",,,,,,false',
    ].join('\n');
    expect(await done(send(client, 'customers', csv))).toEqual({ imported: 2 });
    expect(await listed(client, 'customers')).toMatchObject([
      {
        code: 'ALFKI',
        email: 'maria@alfreds.test',
        phone: '+49 30 0074321',
        address: 'Obere Str. 57,\n12209 Berlin',
        creditLimit: '5000.00',
        credit: '0.00',
        active: true,
      },
      { code: 'C-00001', name: 'Berglund "B" Snabbköp', email: null, creditLimit: null, active: false },
    ]);
  });

  it('stores products with the tax rates that their codes name', async () => {
    const client = await company();
    const rate = await newTaxRate(client, 'VAT20', '0.2000');
    const csv = 'name,sku,price,taxCode,unit\nChai,CHAI,18.00,VAT20,box\nChang,CHANG,19.5,,\n';
    expect(await done(send(client, 'products', csv))).toEqual({ imported: 2 });
    expect(await listed(client, 'products')).toMatchObject([
      { sku: 'CHAI', price: '18.00', unit: 'box', taxRateId: rate.id, active: true },
      { sku: 'CHANG', price: '19.50', unit: null, taxRateId: null },
    ]);
  });

  it.each([
    ['a byte order mark and line ends of Windows', '\uFEFFcode,name\r\nA,Anna\r\nB,Berta\r\n'],
    ['semicolons', 'code;name\nA;Anna\nB;Berta\n'],
    ['blank lines and blanks around cells', 'code,name\n\nA , Anna\n,\nB,Berta\n\n'],
    ['its columns in another order', 'name,code\nAnna,A\nBerta,B'],
  ])('takes a file with %s', async (_, csv) => {
    const client = await company();
    await done(send(client, 'customers', csv));
    expect((await listed(client, 'customers')).map(({ code, name }) => [code, name])).toEqual([
      ['A', 'Anna'],
      ['B', 'Berta'],
    ]);
  });

  it('names row and column of everything that is wrong, and stores nothing', async () => {
    const client = await company();
    const csv = [
      'code,name,email,creditLimit,active',
      'A,Anna,anna@a.test,10.00,true',
      'B,,nonsense,-1,maybe',
      'C,Carl,,10.005,',
    ].join('\n');
    const { status, body } = await send(client, 'customers', csv);
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors.map(({ path, row, column }: Json) => [path, row, column])).toEqual(
      expect.arrayContaining([
        ['rows[3].name', 3, 'name'],
        ['rows[3].email', 3, 'email'],
        ['rows[3].creditLimit', 3, 'creditLimit'],
        ['rows[3].active', 3, 'active'],
      ]),
    );
    expect(await listed(client, 'customers')).toEqual([]);
  });

  const cells = async (what: string, csv: string): Promise<[number, string][]> => {
    const [status, code, errors] = await problems(what, csv);
    expect([status, code]).toEqual([400, 'validation_failed']);
    return errors.map(({ row, column }) => [row, column]);
  };

  it('names at once what is wrong by itself, by the currency and by other rows, each cell once', async () => {
    await newCustomer(acme, { code: 'KNOWN' });
    const csv = [
      'code,name,email,creditLimit',
      'X1,a,bad,1.00',
      'KNOWN,b,,1.005',
      'X3,,,-1',
      'X1,d,,99999999999999999',
      'KNOWN,e,,abc',
      'X4,f',
      `${'X'.repeat(41)},g,,`,
    ].join('\n');
    expect(await cells('customers', csv)).toEqual([
      [2, 'email'],
      [3, 'creditLimit'],
      [4, 'creditLimit'],
      [4, 'name'],
      [5, 'code'],
      [5, 'creditLimit'],
      [6, 'code'],
      [6, 'creditLimit'],
      [7, undefined],
      [8, 'code'],
    ]);
  });

  it('names at once what is wrong with prices and tax rates, too', async () => {
    await newProduct(acme, { sku: 'KNOWN' });
    const csv = [
      'sku,name,price,taxCode,taxRateId,active',
      'Y1,a,1.005,NONE,,',
      'Y2,b,,,nonsense,',
      'KNOWN,c,1.00,,01a1fd9a-7986-708e-b617-4896a1f24cbb,maybe',
      'Y1,,dear,,,',
    ].join('\n');
    expect(await cells('products', csv)).toEqual([
      [2, 'price'],
      [2, 'taxCode'],
      [3, 'price'],
      [3, 'taxRateId'],
      [4, 'active'],
      [5, 'name'],
      [5, 'price'],
      [5, 'sku'],
    ]);
  });

  it('refuses amounts with more decimals than the currency has', async () => {
    expect(await problems('products', 'sku,name,price\nP1,One,1.00\nP2,Two,1.005\n')).toMatchObject([
      400,
      'validation_failed',
      [{ path: 'rows[3].price', row: 3, column: 'price' }],
    ]);
  });

  it('refuses codes that stand twice in the file', async () => {
    const client = await company();
    await newCustomer(client, { code: 'OLD', name: 'as it was' });
    const { status, body } = await send(client, 'customers', 'code,name\nNEW,A\nOLD,B\nNEW,C\n');
    expect([status, body.code, body.errors]).toEqual([
      400,
      'validation_failed',
      [{ path: 'rows[4].code', row: 4, column: 'code', message: '"NEW" stands in row 2 already' }],
    ]);
    expect(await listed(client, 'customers')).toMatchObject([{ name: 'as it was' }]);
  });

  it('refuses tax rates that are not in the store', async () => {
    const csv = 'sku,name,price,taxCode\nTHERE,A,1.00,\nP9,B,1.00,NONE\n';
    expect(await problems('products', csv)).toMatchObject([
      400,
      'validation_failed',
      [{ path: 'rows[3].taxCode' }],
    ]);
  });

  it.each([
    ['an unknown column', 'name,nickname\nA,B', 'rows[1].nickname'],
    ['a missing column', 'code\nA', 'rows[1].name'],
    ['a column that is there twice', 'name,name\nA,B', 'rows[1].name'],
    ['a row with too many cells', 'code,name\nA,B,C', 'rows[2]'],
    ['a row with too few cells', 'code,name\nA', 'rows[2]'],
    ['a quote that is never closed', 'code,name\nA,"B', 'rows[2]'],
    ['no rows', 'code,name\n', 'rows[1]'],
    ['nothing at all', ' ', 'rows[1].name'],
    ['more rows than a file may have', `name\n${'A\n'.repeat(10_001)}`, 'rows[1]'],
  ])('refuses a file with %s', async (_, csv, path) => {
    const [status, code, errors] = await problems('customers', csv);
    expect([status, code]).toEqual([400, 'validation_failed']);
    expect(errors.map((error) => error.path)).toContain(path);
  });

  it('lists fifty problems of a file that has more', async () => {
    const { body } = await send(acme, 'customers', `name,email\n${'A,wrong\n'.repeat(300)}`);
    expect(body.errors).toHaveLength(50);
    expect(body.detail).toContain('300');
  });

  it('steps over codes that people gave when it makes codes', async () => {
    const client = await company();
    await newCustomer(client, { code: 'C-00001' });
    await done(send(client, 'customers', 'code,name\n,A\nC-00002,B\n,C\n'));
    const codes = new Set((await listed(client, 'customers')).map(({ code }) => code));
    expect(codes).toEqual(new Set(['C-00001', 'C-00002', 'C-00003', 'C-00004']));
  });

  it('stores ten thousand rows in a handful of statements', async () => {
    const client = await company();
    const rows = Array.from({ length: 10_000 }, (_, index) => `Customer ${index},c${index}@bulk.test`);
    const csv = `name,email\n${rows.join('\n')}`;
    expect(await done(send(client, 'customers', csv))).toEqual({ imported: 10_000 });
    expect((await made(client.post('/api/sales/customers', { name: 'Next' }))).code).toBe('C-10001');
  });

  it('is one line in the audit log', async () => {
    const client = await company();
    await done(send(client, 'customers', 'name\nA\nB\n'));
    const { items } = await done(client.get('/api/audit?action=customer.imported'));
    expect(items).toMatchObject([{ entity: 'customer', after: { imported: 2 } }]);
  });

  it('is done once for one Idempotency-Key', async () => {
    const client = await company();
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'import-1' };
    const again = () =>
      client.send('POST', '/api/sales/customers/import', { body: Buffer.from('name\nA\n'), headers });
    expect(await done(again())).toEqual(await done(again()));
    expect(await listed(client, 'customers')).toHaveLength(1);
  });

  it('takes text/csv in UTF-8 alone, and only where files are taken', async () => {
    expect(await refusal(send(acme, 'customers', '{"name":"A"}', 'application/json'))).toEqual([
      415,
      'unsupported_media_type',
    ]);
    expect(await refusal(send(acme, 'customers', 'name\nA', 'text/csv; charset=windows-1252'))).toEqual([
      415,
      'unsupported_media_type',
    ]);
    expect(await refusal(send(acme, 'customers', Buffer.from('name\nB\xe4r\n', 'latin1')))).toEqual([
      400,
      'bad_request',
    ]);
    const headers = { 'content-type': 'text/csv' };
    expect(await refusal(acme.send('POST', '/api/sales/customers', { body: 'name\nA', headers }))).toEqual([
      415,
      'unsupported_media_type',
    ]);
  });

  it('refuses a file over the limit', async () => {
    const csv = `name\n${'A'.repeat(5 * 1024 * 1024)}`;
    expect(await refusal(send(acme, 'customers', csv))).toEqual([413, 'payload_too_large']);
  });
});
