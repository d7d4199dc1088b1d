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
  newInvoice,
  pay,
  refusal,
} from '../../support/sales.support.js';

describe.each(TEST_ENGINES)('Aged receivables on %s', (engine) => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await newCompany(platform, 'acme');
    const ana = await newCustomer(acme, { code: 'ANA', name: 'Ana' });
    const bob = await newCustomer(acme, { code: 'BOB', name: 'Bob' });
    const owe = (customer: Json, issueDate: string, dueDate?: string) =>
      newInvoice(acme, { customerId: customer.id, issueDate, dueDate });
    await owe(ana, '2010-01-01', '2010-03-02');
    const part = await owe(ana, '2010-01-01', '2010-03-31');
    await made(pay(acme, part.id, '30.00', { receivedOn: '2010-03-01' }));
    const credited = await owe(ana, '2010-01-01', '2010-05-01');
    const note = { amount: '25.00', reason: 'Late', issueDate: '2010-05-15' };
    await made(acme.post(`/api/sales/invoices/${credited.id}/credit-notes`, note));
    await owe(bob, '2010-01-02', '2010-05-31');
    await owe(bob, '2010-01-03');
    const paid = await owe(bob, '2010-01-04', '2010-01-05');
    await made(pay(acme, paid.id, '100.00', { receivedOn: '2010-06-10' }));
    const wrong = await owe(bob, '2010-01-05');
    await done(acme.post(`/api/sales/invoices/${wrong.id}/void`, { date: '2010-01-05' }));
    await newDraft(acme, { customerId: bob.id, issueDate: '2010-01-01' });
  });
  afterAll(() => platform?.close());

  const PATH = '/api/accounting/reports/aged-receivables';
  const none = { current: '0.00', days1to30: '0.00', days31to60: '0.00', days61to90: '0.00', over90: '0.00' };

  it('stand in buckets by the days since they were due, per customer and in all', async () => {
    const { asOf, rows, totals } = await done(acme.get(`${PATH}?asOf=2010-05-31`));
    expect(asOf).toBe('2010-05-31');
    expect(rows).toMatchObject([
      { code: 'ANA', ...none, days1to30: '75.00', days61to90: '170.00', total: '245.00' },
      { code: 'BOB', ...none, current: '200.00', over90: '100.00', total: '300.00' },
    ]);
    expect(totals).toEqual({
      ...none,
      current: '200.00',
      days1to30: '75.00',
      days61to90: '170.00',
      over90: '100.00',
      total: '545.00',
    });
  });

  it('come in pages by the code of the customer, with the totals of all', async () => {
    const whole = await done(acme.get(`${PATH}?asOf=2010-05-31`));
    const first = await done(acme.get(`${PATH}?asOf=2010-05-31&limit=1`));
    expect(first).toMatchObject({ rows: [whole.rows[0]], totals: whole.totals });
    const second = await done(acme.get(`${PATH}?asOf=2010-05-31&limit=1&cursor=${first.nextCursor}`));
    expect(second).toEqual({ ...whole, rows: [whole.rows[1]], nextCursor: null });
    expect(whole.nextCursor).toBeNull();
  });

  it('know what was owed on a day, whatever was booked later', async () => {
    const { totals } = await done(acme.get(`${PATH}?asOf=2010-02-28`));
    expect(totals.total).toBe('600.00');
    expect((await done(acme.get(`${PATH}?asOf=2010-06-10`))).totals.total).toBe('445.00');
    expect((await done(acme.get(`${PATH}?asOf=2009-12-31`))).rows).toEqual([]);
  });

  it('are a CSV file when asked', async () => {
    const { raw } = await acme.get(`${PATH}?asOf=2010-05-31&format=csv`);
    expect(raw.toString()).toBe(
      'code,name,current,days1to30,days31to60,days61to90,over90,total\n' +
        'ANA,Ana,0.00,75.00,0.00,170.00,0.00,245.00\nBOB,Bob,200.00,0.00,0.00,0.00,100.00,300.00\n',
    );
  });

  it('refuse a day or a page that is none and a place nobody knows', async () => {
    for (const wrong of ['asOf=soon', 'limit=0', 'limit=1001', 'cursor=nonsense'])
      expect(await refusal(acme.get(`${PATH}?${wrong}`))).toEqual([400, 'validation_failed']);
    const unknown = 'locationId=01a1fd9a-7986-708e-b617-4896a1f24cbb';
    expect(await refusal(acme.get(`${PATH}?${unknown}`))).toEqual([422, 'unknown_reference']);
  });
});
