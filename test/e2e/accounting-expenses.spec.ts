import { Tenancy } from '@app/tenancy';
import { AccountService } from '../../src/features/accounting/accounts/account.service.js';
import { dayIn } from '../../src/input/day.js';
import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../support/index.js';
import { Books } from './accounting.support.js';

describe.each(TEST_ENGINES)('Expenses on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR' }));
  });
  afterAll(() => platform.close());

  const draft = (more: object = {}): Promise<Json> =>
    books.make('accounting/expenses', { date: '2026-06-01', category: 'Rent', net: '10.00', ...more });
  const approved = async (more: object = {}): Promise<Json> =>
    books.act(`accounting/expenses/${(await draft(more)).id}/approve`);

  it('are paid by a method or by the default one, but not by null', async () => {
    const { id } = await approved();
    const chart = await books.read('accounting/accounts?limit=100');
    const { status, body } = await books.client.post(`/api/accounting/expenses/${id}/pay`, { method: null });
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', 'method']);
    expect(await books.read('accounting/accounts?limit=100')).toEqual(chart);
    const input = { paidOn: null, reference: null };
    expect(await books.act(`accounting/expenses/${id}/pay`, input)).toMatchObject({ method: 'transfer' });
  });

  it('are taken back on their own day at the earliest', async () => {
    const { id } = await approved();
    const early = { date: '2026-05-31' };
    const { status, body } = await books.client.post(`/api/accounting/expenses/${id}/void`, early);
    expect([status, body.code, body.errors]).toEqual([
      422,
      'date_too_early',
      [{ path: 'date', message: 'must not lie before 2026-06-01' }],
    ]);
    expect(await books.act(`accounting/expenses/${id}/void`, { date: '2026-06-01' })).toMatchObject({
      status: 'void',
    });
  });

  it.each([
    ['today', '2026-06-01', undefined],
    ['their own day when it lies ahead', '2999-06-01', '2999-06-01'],
  ])('are taken back on %s when no day is named', async (_what, date, expected) => {
    const { id } = await approved({ date });
    await books.act(`accounting/expenses/${id}/void`, {});
    const { items } = await books.read(`accounting/journal-entries?sourceId=${id}&source=expense_voided`);
    expect(items).toMatchObject([{ date: expected ?? dayIn('UTC') }]);
  });

  it.each([undefined, null, 'assets'])('never get an account for the part %s', async (role) => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    const accounts = platform.app.get(AccountService, { strict: false });
    const made = tenancy.run('acme', () => accounts.makeForRole(role as never));
    await expect(made).rejects.toThrow(`"${role}" is no part that an account plays`);
  });
});
