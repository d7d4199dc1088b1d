import {
  type HttpClient,
  type Json,
  startPlatform,
  type TenantClient,
  TEST_ENGINES,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCustomer, newInvoice, pay, refusal } from '../../support/sales.support.js';

const NONE = { current: '0.00', days1to30: '0.00', days31to60: '0.00', days61to90: '0.00', over90: '0.00' };

describe.each(TEST_ENGINES)('The statement of a customer on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let customer: Json;
  let north: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme', currency: 'EUR', multiLocation: true });
    customer = await newCustomer(acme, { code: 'ANA', name: 'Ana' });
    north = (await made(acme.post('/api/locations', { code: 'NORTH', name: 'North', kind: 'store' }))).id;
    const owe = (issueDate: string, more: object = {}) =>
      newInvoice(acme, { customerId: customer.id, issueDate, ...more });
    const first = await owe('2010-01-10', { dueDate: '2010-01-31' });
    await made(pay(acme, first.id, '40.00', { receivedOn: '2010-01-20', reference: 'Bank 1' }));
    const second = await owe('2010-02-01', { locationId: north });
    const bounced = await made(pay(acme, second.id, '100.00', { receivedOn: '2010-02-05' }));
    const back = `/api/sales/invoices/${second.id}/payments/${bounced.id}/reverse`;
    await done(acme.post(back, { receivedOn: '2010-02-07' }));
    await made(pay(acme, first.id, '90.00', { receivedOn: '2010-02-10', allowOverpayment: true }));
    const note = { amount: '25.00', reason: 'Late', issueDate: '2010-02-12' };
    await made(acme.post(`/api/sales/invoices/${second.id}/credit-notes`, note));
    const wrong = await owe('2010-02-15');
    await done(acme.post(`/api/sales/invoices/${wrong.id}/void`, { date: '2010-02-15' }));
    const refund = { amount: '10.00', method: 'transfer', refundedOn: '2010-02-20', reference: 'Bank 2' };
    await made(acme.post(`/api/sales/customers/${customer.id}/refunds`, refund));
    await newInvoice(acme, { issueDate: '2010-03-01' });
  });
  afterAll(() => platform?.close());

  const path = (query = '', file = '') => `/api/sales/customers/${customer.id}/statement${file}?${query}`;
  const february = 'from=2010-02-01&to=2010-02-28';

  it('begins with what was owed, lists what changed it, and ends with what is owed', async () => {
    const { entries, ...statement } = await done(acme.get(path(february)));
    expect(statement).toEqual({
      customer: { id: customer.id, code: 'ANA', name: 'Ana' },
      currency: 'EUR',
      from: '2010-02-01',
      to: '2010-02-28',
      opening: '60.00',
      closing: '55.00',
      aged: { ...NONE, current: '75.00', total: '75.00' },
      credit: '20.00',
    });
    expect(entries.map(({ date, kind, amount, balance }: Json) => [date, kind, amount, balance])).toEqual([
      ['2010-02-01', 'invoice', '100.00', '160.00'],
      ['2010-02-05', 'payment', '-100.00', '60.00'],
      ['2010-02-07', 'reversal', '100.00', '160.00'],
      ['2010-02-10', 'payment', '-90.00', '70.00'],
      ['2010-02-12', 'credit_note', '-25.00', '45.00'],
      ['2010-02-15', 'invoice', '100.00', '145.00'],
      ['2010-02-15', 'void', '-100.00', '45.00'],
      ['2010-02-20', 'refund', '10.00', '55.00'],
    ]);
  });

  it('names the documents, their due dates and references', async () => {
    const { entries } = await done(acme.get(path('from=2010-01-01&to=2010-01-31')));
    expect(entries).toMatchObject([
      { number: 'INV-2010-000001', dueDate: '2010-01-31', reference: null },
      { number: 'INV-2010-000001', dueDate: null, reference: 'Bank 1' },
    ]);
  });

  it('says how long open invoices have been due, as of its last day', async () => {
    const { closing, aged, credit } = await done(acme.get(path('from=2010-01-01&to=2010-02-09')));
    expect([closing, credit]).toEqual(['160.00', '0.00']);
    expect(aged).toEqual({ ...NONE, current: '100.00', days1to30: '60.00', total: '160.00' });
  });

  it('ends one month where the next begins', async () => {
    const { closing } = await done(acme.get(path('from=2010-01-01&to=2010-01-31')));
    const { opening } = await done(acme.get(path(february)));
    expect(closing).toBe(opening);
    expect((await done(acme.get(path('from=2009-01-01&to=2009-12-31')))).entries).toEqual([]);
  });

  it('tells of one place when asked', async () => {
    const { opening, closing, entries } = await done(acme.get(path(`${february}&locationId=${north}`)));
    expect([opening, closing, entries.length]).toEqual(['0.00', '75.00', 4]);
  });

  it('shows a user bound to places what happened there', async () => {
    const signIn = { email: 'bo@acme.test', password: 'password of bo' };
    await made(acme.post('/api/users', { ...signIn, name: 'Bo', role: 'sales', locationIds: [north] }));
    const bo = await platform.signIn('acme.localhost', signIn);
    const { closing, entries } = await done(bo.get(path(february)));
    expect([closing, entries.length]).toEqual(['75.00', 4]);
    expect((await done(bo.get(`/api/sales/customers/${customer.id}/refunds`))).items).toEqual([]);
  });

  it('is a CSV file when asked', async () => {
    const { raw } = await acme.get(path('from=2010-01-01&to=2010-01-31&format=csv'));
    expect(raw.toString()).toBe(
      'date,kind,number,reference,dueDate,amount,balance\n' +
        '2010-01-01,opening,,,,,0.00\n' +
        '2010-01-10,invoice,INV-2010-000001,,2010-01-31,100.00,100.00\n' +
        '2010-01-20,payment,INV-2010-000001,Bank 1,,-40.00,60.00\n' +
        '2010-01-31,closing,,,,,60.00\n',
    );
  });

  it('is a PDF when asked', async () => {
    const { status, headers, raw } = await acme.get(path(february, '/pdf'));
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(raw.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses days that are none or stand the wrong way round, and customers nobody knows', async () => {
    expect(await refusal(acme.get(path('from=soon')))).toEqual([400, 'validation_failed']);
    expect(await refusal(acme.get(path('from=2010-02-01&to=2010-01-01')))).toEqual([
      400,
      'validation_failed',
    ]);
    const nobody = '/api/sales/customers/01a1fd9a-7986-708e-b617-4896a1f24cbb/statement';
    expect(await refusal(acme.get(nobody))).toEqual([404, 'not_found']);
  });
});

describe.each(TEST_ENGINES)('The due dates of invoices on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  let today: string;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
    // Where it is already tomorrow for most of the world's day.
    await done(acme.patch('/api/tenant/settings', { timeZone: 'Pacific/Kiritimati' }));
    today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date());
    const customerId = (await newCustomer(acme)).id;
    const due = (notes: string, dueDate: string | undefined) =>
      newInvoice(acme, { customerId, notes, dueDate, issueDate: shifted(-40) });
    await due('late', shifted(-31));
    await due('today', today);
    await due('later', shifted(1));
    await due('never', undefined);
    const paid = await due('paid', shifted(-10));
    await made(pay(acme, paid.id, '100.00'));
    const half = await due('half', shifted(-1));
    await made(pay(acme, half.id, '50.00'));
    await made(
      acme.post('/api/sales/invoices', {
        customerId,
        dueDate: shifted(-5),
        issueDate: shifted(-9),
        lines: [{ description: 'X', quantity: '1', unitPrice: '1.00' }],
      }),
    );
  });
  afterAll(() => platform?.close());

  const shifted = (days: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const listed = async (query: string): Promise<Json[]> =>
    (await done(acme.get(`/api/sales/invoices?${query}`))).items;

  it('are said of each invoice, with the days since', async () => {
    const states = (await listed('sort=dueDate')).map(({ notes, dueState, daysOverdue }) => [
      notes,
      dueState,
      daysOverdue,
    ]);
    expect(states).toEqual([
      ['late', 'overdue', 31],
      ['paid', null, 0],
      [null, null, 0],
      ['half', 'overdue', 1],
      ['today', 'due', 0],
      ['later', 'not_due', 0],
      ['never', 'not_due', 0],
    ]);
  });

  it.each([
    ['overdue', ['late', 'half']],
    ['due', ['today']],
    ['not_due', ['later', 'never']],
  ])('find those that are %s', async (due, notes) => {
    expect((await listed(`due=${due}&sort=dueDate`)).map((invoice) => invoice.notes)).toEqual(notes);
  });

  it('stand in the CSV file', async () => {
    const { raw } = await acme.get('/api/sales/invoices?due=overdue&sort=dueDate&format=csv');
    const [header = '', first = ''] = raw.toString().split('\n');
    const cell = (name: string) => first.split(',')[header.split(',').indexOf(name)];
    expect([cell('dueState'), cell('daysOverdue')]).toEqual(['overdue', '31']);
  });

  it('refuse a state that is none', async () => {
    expect(await refusal(acme.get('/api/sales/invoices?due=soon'))).toEqual([400, 'validation_failed']);
  });
});
