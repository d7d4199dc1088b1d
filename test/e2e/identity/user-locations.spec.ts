import {
  expectStatus,
  type HttpClient,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { mailedToken } from '../../support/auth.outbox.js';
import { done, made, newCustomer, newInvoice, pay, refusal } from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('A user bound to places on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let north: string;
  let shop: string;
  let south: string;
  let seller: HttpClient;
  let accountant: HttpClient;
  let customerId: string;

  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme', multiLocation: true });
    north = await place('NORTH');
    shop = await place('SHOP', north);
    south = await place('SOUTH');
    customerId = (await newCustomer(acme)).id;
    seller = await bound('seller', 'sales', [north]);
    accountant = await bound('accountant', 'accountant', [north]);
  });
  afterAll(() => platform?.close());

  const place = async (code: string, parentId: string | null = null): Promise<string> =>
    (await made(acme.post('/api/locations', { code, name: code, kind: 'store', parentId }))).id;
  const newUser = (name: string, role: string, locationIds?: string[]) => ({
    email: `${name}@acme.test`,
    name,
    role,
    password: `password of ${name}`,
    ...(locationIds ? { locationIds } : {}),
  });
  const bound = async (name: string, role: string, locationIds: string[]): Promise<HttpClient> => {
    const { email, password } = newUser(name, role);
    await made(acme.post('/api/users', newUser(name, role, locationIds)));
    return platform.signIn('acme.localhost', { email, password });
  };
  const lines = [{ description: 'Work', quantity: '1', unitPrice: '100.00' }];
  const draft = (client: HttpClient, locationId?: string | null) =>
    client.post('/api/sales/invoices', { customerId, lines, locationId });
  const invoiceAt = (locationId: string | null): Promise<Json> =>
    newInvoice(acme, { customerId, locationId, issueDate: '2011-01-10' });
  const places = async (client: HttpClient, path: string): Promise<unknown[]> => {
    const { items } = await done(client.get(path));
    return [...new Set(items.map(({ locationId }: Json) => locationId))];
  };

  it('has the places in the answers about users', async () => {
    const user = await made(acme.post('/api/users', newUser('pat', 'viewer', [shop])));
    expect(user.locationIds).toEqual([shop]);
    const changed = await done(acme.patch(`/api/users/${user.id}`, { locationIds: [north, south] }));
    expect(changed.locationIds).toEqual([north, south]);
    expect((await done(acme.patch(`/api/users/${user.id}`, { name: 'Pat' }))).locationIds).toHaveLength(2);
    expect((await done(acme.get(`/api/users/${user.id}`))).locationIds).toEqual([north, south]);
    expect((await done(acme.patch(`/api/users/${user.id}`, { locationIds: [] }))).locationIds).toEqual([]);
  });

  it('can not be bound to a place that does not exist, nor an owner to any', async () => {
    const nowhere = '0198c3a1-7d2e-7000-8000-000000000001';
    expect(await refusal(acme.post('/api/users', newUser('nobody', 'sales', [nowhere])))).toEqual([
      422,
      'unknown_reference',
    ]);
    expect((await done(acme.get('/api/users?q=nobody'))).items).toEqual([]);
    expect(await refusal(acme.post('/api/users', newUser('chief', 'owner', [shop])))).toEqual([
      400,
      'validation_failed',
    ]);
  });

  it('is bound by the invitation too', async () => {
    const email = 'guest@acme.test';
    const invitation = await made(
      acme.post('/api/invitations', { email, role: 'sales', locationIds: [shop] }),
    );
    expect(invitation.locationIds).toEqual([shop]);
    const token = await mailedToken(platform, email);
    const password = 'password of guest';
    await platform
      .request('acme.localhost')
      .post('/api/invitations/accept', { token, name: 'Guest', password });
    const [user] = (await done(acme.get('/api/users?q=guest'))).items;
    expect(user.locationIds).toEqual([shop]);
    const guest = await platform.signIn('acme.localhost', { email, password });
    expect((await made(draft(guest))).locationId).toBe(shop);
    expect(await refusal(draft(guest, north))).toEqual([403, 'location_forbidden']);
  });

  it('keeps a place from being deleted', async () => {
    const cellar = await place('CELLAR');
    await made(acme.post('/api/users', newUser('cellarman', 'viewer', [cellar])));
    expect(await refusal(acme.delete(`/api/locations/${cellar}`))).toEqual([409, 'location_in_use']);
  });

  it('sees the invoices of the places and of those below, and no others', async () => {
    const [own, foreign, nobodys] = [await invoiceAt(shop), await invoiceAt(south), await invoiceAt(null)];
    expect((await done(seller.get(`/api/sales/invoices/${own.id}`))).locationId).toBe(shop);
    for (const { id } of [foreign, nobodys]) {
      const answers = [
        seller.get(`/api/sales/invoices/${id}`),
        seller.get(`/api/sales/invoices/${id}/pdf`),
        seller.get(`/api/sales/invoices/${id}/payments`),
        pay(seller, id, '1.00'),
        seller.post(`/api/sales/invoices/${id}/void`, { reason: 'no' }),
        seller.post(`/api/sales/invoices/${id}/duplicate`),
      ];
      for (const answer of answers) expect(await refusal(answer)).toEqual([404, 'not_found']);
    }
    expect(await places(seller, '/api/sales/invoices?limit=100')).toEqual([shop]);
    const csv = (await seller.get('/api/sales/invoices?format=csv')).raw.toString();
    expect(csv).toContain(own.number);
    expect(csv).not.toContain(foreign.number);
  });

  it('writes invoices at these places only', async () => {
    const { id } = await made(draft(seller, shop));
    const forbidden = [403, 'location_forbidden'];
    expect(await refusal(draft(seller, south))).toEqual(forbidden);
    expect(await refusal(draft(seller, null))).toEqual(forbidden);
    expect(await refusal(draft(seller))).toEqual(forbidden);
    expect(await refusal(seller.patch(`/api/sales/invoices/${id}`, { locationId: south }))).toEqual(
      forbidden,
    );
    await done(seller.patch(`/api/sales/invoices/${id}`, { locationId: north }));
    await done(seller.post(`/api/sales/invoices/${id}/issue`));
    await made(pay(seller, id, '100.00'));
  });

  it('books lines of a journal entry at the places they name, and several of them for the company alone', async () => {
    const { items } = await done(acme.get('/api/accounting/accounts?limit=100'));
    const [bank, sales] = ['1020', '4100'].map(
      (code) => items.find((account: Json) => account.code === code).id,
    );
    const entry = (debitAt: object, creditAt: object, more: object = {}) => ({
      ...{ date: '2012-02-02', memo: 'Moved', ...more },
      lines: [
        { accountId: bank, debit: '10.00', ...debitAt },
        { accountId: sales, credit: '10.00', ...creditAt },
      ],
    });
    const post = (client: HttpClient, body: object) => client.post('/api/accounting/journal-entries', body);
    const over = await made(post(acme, entry({ locationId: south }, {}, { locationId: shop })));
    expect(over.locationId).toBeNull();
    expect(over.lines.map((line: Json) => line.locationId)).toEqual([south, shop]);
    const read = `/api/accounting/journal-entries/${over.id}`;
    expect(await refusal(accountant.get(read))).toEqual([404, 'not_found']);
    const ledger = `/api/accounting/accounts/${sales}/ledger?from=2012-02-02&to=2012-02-02`;
    expect((await done(accountant.get(ledger))).items).toHaveLength(1);
    const one = await made(post(accountant, entry({ locationId: shop }, { locationId: shop })));
    expect(one.locationId).toBe(shop);
    const forbidden = [403, 'location_forbidden'];
    expect(await refusal(post(accountant, entry({ locationId: shop }, { locationId: south })))).toEqual(
      forbidden,
    );
    expect(await refusal(post(accountant, entry({ locationId: shop }, { locationId: north })))).toEqual(
      forbidden,
    );
    expect(await refusal(post(acme, entry({ locationId: customerId }, {})))).toEqual([
      422,
      'unknown_reference',
    ]);
    const back = await done(acme.post(`${read}/reverse`, { date: '2012-02-03' }));
    expect(back.lines.map((line: Json) => [line.locationId, line.credit])).toEqual([
      [south, '10.00'],
      [shop, '0.00'],
    ]);
    const { rows } = await done(
      acme.get('/api/accounting/reports/location-performance?from=2012-02-02&to=2012-02-02'),
    );
    expect(rows.find((row: Json) => row.locationId === shop).sales).toBe('20.00');
  });

  it('sees and writes expenses at these places only', async () => {
    const expense = { date: '2011-02-01', category: 'Rent', net: '50.00' };
    const { id } = await made(accountant.post('/api/accounting/expenses', { ...expense, locationId: north }));
    const foreign = await made(acme.post('/api/accounting/expenses', { ...expense, locationId: south }));
    expect(
      await refusal(accountant.post('/api/accounting/expenses', { ...expense, locationId: south })),
    ).toEqual([403, 'location_forbidden']);
    for (const action of ['approve', 'pay', 'void']) {
      const path = `/api/accounting/expenses/${foreign.id}/${action}`;
      expect(await refusal(accountant.post(path, {}))).toEqual([404, 'not_found']);
    }
    await done(accountant.post(`/api/accounting/expenses/${id}/approve`));
    expect(await places(accountant, '/api/accounting/expenses?limit=100')).toEqual([north]);
    expect((await accountant.get(`/api/accounting/expenses/${foreign.id}`)).status).toBe(404);
  });

  it('sees the journal and the reports of these places only', async () => {
    await invoiceAt(north);
    const foreign = await invoiceAt(south);
    const journal = '/api/accounting/journal-entries';
    expect((await places(accountant, `${journal}?limit=100`)).includes(south)).toBe(false);
    const [entry] = (await done(acme.get(`${journal}?sourceId=${foreign.id}`))).items;
    expect((await accountant.get(`${journal}/${entry.id}`)).status).toBe(404);
    expect(await refusal(accountant.post(`${journal}/${entry.id}/reverse`, {}))).toEqual([404, 'not_found']);

    const range = 'from=2011-01-01&to=2011-12-31';
    const report = (client: HttpClient, path: string) => done(client.get(path));
    for (const name of ['profit-and-loss', 'trial-balance', 'tax', 'cash']) {
      const path = `/api/accounting/reports/${name}?${range}`;
      expect(await report(accountant, path)).toEqual(await report(acme, `${path}&locationId=${north}`));
    }
    const { rows } = await report(accountant, `/api/accounting/reports/location-performance?${range}`);
    expect(rows.map(({ code }: Json) => code)).toEqual(['NORTH', 'SHOP']);
    const sales = `/api/sales/reports/by-location?${range}`;
    expect(await report(seller, sales)).toEqual(await report(acme, `${sales}&locationId=${north}`));
    expect(await refusal(seller.get(`${sales}&locationId=${south}`))).toEqual([403, 'location_forbidden']);
    expect(await refusal(accountant.get(`/api/accounting/reports/tax?${range}&locationId=${south}`))).toEqual(
      [403, 'location_forbidden'],
    );
  });

  it('gives nobody more than is theirs', async () => {
    const chief = await bound('chief-of-north', 'admin', [north]);
    const forbidden = [403, 'location_forbidden'];
    expect(await refusal(chief.post('/api/users', newUser('free', 'sales')))).toEqual(forbidden);
    expect(await refusal(chief.post('/api/users', newUser('far', 'sales', [south])))).toEqual(forbidden);
    const [self] = (await done(acme.get('/api/users?q=chief-of-north'))).items;
    expect(await refusal(chief.patch(`/api/users/${self.id}`, { locationIds: [] }))).toEqual(forbidden);
    const guest = { email: 'far@acme.test', role: 'sales' };
    expect(await refusal(chief.post('/api/invitations', guest))).toEqual(forbidden);
    await expectStatus(201, chief.post('/api/users', newUser('near', 'sales', [north])));
  });

  it('changes no place but these, and takes no other below them', async () => {
    const manager = await bound('manager-of-north', 'manager', [north]);
    const forbidden = [403, 'location_forbidden'];
    const { id } = await invoiceAt(south);
    const moves: [string, object][] = [
      [south, { parentId: north }],
      [south, { parentId: null }],
      [south, { active: false }],
      [north, { parentId: south }],
      [shop, { parentId: south }],
      [shop, { parentId: null }],
    ];
    for (const [place, change] of moves)
      expect(await refusal(manager.patch(`/api/locations/${place}`, change))).toEqual(forbidden);
    expect(await refusal(manager.delete(`/api/locations/${south}`))).toEqual(forbidden);
    const kiosk = { code: 'KIOSK', name: 'Kiosk', kind: 'store' };
    for (const parentId of [undefined, null, south])
      expect(await refusal(manager.post('/api/locations', { ...kiosk, parentId }))).toEqual(forbidden);
    expect((await manager.get(`/api/sales/invoices/${id}`)).status).toBe(404);

    const own = await made(manager.post('/api/locations', { ...kiosk, parentId: shop }));
    const moved = await done(manager.patch(`/api/locations/${own.id}`, { parentId: north, name: 'Stall' }));
    expect(moved).toMatchObject({ parentId: north, name: 'Stall' });
    await done(manager.patch(`/api/locations/${north}`, { parentId: null, address: 'Up there 1' }));
    await expectStatus(204, manager.delete(`/api/locations/${own.id}`));
  });

  it('has no part in what is the whole company’s: audit, settings, closed months and years', async () => {
    const admin = await bound('admin-of-north', 'admin', [north]);
    const answers = [
      admin.get('/api/audit'),
      admin.get('/api/audit?format=csv'),
      admin.patch('/api/tenant/settings', { name: 'North alone' }),
      ...['periods/2013-01', 'years/2013'].flatMap((path) =>
        ['close', 'reopen'].map((action) =>
          accountant.post(`/api/accounting/${path}/${action}`, { reason: 'no' }),
        ),
      ),
    ];
    for (const answer of answers) expect(await refusal(answer)).toEqual([403, 'location_forbidden']);
    await done(admin.get('/api/tenant/settings'));
    await done(accountant.get('/api/accounting/periods'));
  });

  it('handles nobody who works elsewhere', async () => {
    const admin = await bound('second-of-north', 'admin', [north]);
    const forbidden = [403, 'location_forbidden'];
    const free = await made(acme.post('/api/users', newUser('free-agent', 'sales')));
    for (const change of [{ active: false }, { name: 'Renamed' }, { locationIds: [north] }])
      expect(await refusal(admin.patch(`/api/users/${free.id}`, change))).toEqual(forbidden);
    const invitation = await made(
      acme.post('/api/invitations', { email: 'distant@acme.test', role: 'sales', locationIds: [south] }),
    );
    for (const action of ['resend', 'revoke'])
      expect(await refusal(admin.post(`/api/invitations/${invitation.id}/${action}`))).toEqual(forbidden);
    const [self] = (await done(acme.get('/api/users?q=second-of-north'))).items;
    expect((await done(admin.patch(`/api/users/${self.id}`, { name: 'Second' }))).name).toBe('Second');
  });

  it('is free again at the next request after being unbound', async () => {
    const { id } = await invoiceAt(south);
    const nomad = await bound('nomad', 'viewer', [north]);
    expect((await nomad.get(`/api/sales/invoices/${id}`)).status).toBe(404);
    const [user] = (await done(acme.get('/api/users?q=nomad'))).items;
    await done(acme.patch(`/api/users/${user.id}`, { locationIds: [] }));
    expect((await nomad.get(`/api/sales/invoices/${id}`)).status).toBe(200);
  });
});
