import { Tenancy } from '@tenantry/nest';
import { AccountService } from '../../../src/features/accounting/chart/account.service.js';
import { type Json, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe.each(TEST_ENGINES)('Expenses on %s', (engine) => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR', multiLocation: true }));
  });
  afterAll(() => platform.close());

  const draft = (more: object = {}): Promise<Json> =>
    books.make('accounting/expenses', { date: '2006-06-01', category: 'Rent', net: '10.00', ...more });
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

  it('are approved, paid and taken back in the version that was read', async () => {
    const [paid, voided] = [await draft(), await draft()];
    const steps: [string, Json, object, string][] = [
      ['approve', paid, { version: 2 }, 'version_conflict'],
      ['approve', paid, { version: 1 }, 'approved'],
      ['pay', paid, { version: 1 }, 'version_conflict'],
      ['pay', paid, { version: 2 }, 'paid'],
      ['void', voided, { version: 2 }, 'version_conflict'],
      ['void', voided, { version: 1 }, 'void'],
    ];
    for (const [step, { id }, input, outcome] of steps) {
      const { body } = await books.client.post(`/api/accounting/expenses/${id}/${step}`, input);
      expect(body.code ?? body.status).toBe(outcome);
    }
  });

  it('are not approved with a tax rate that is no longer valid on their day', async () => {
    const { id: taxRateId } = await books.make('accounting/tax-rates', {
      code: 'SHORT',
      name: 'Short',
      rate: '0.2',
    });
    const { id } = await draft({ taxRateId });
    await books.client.patch(`/api/accounting/tax-rates/${taxRateId}`, { validTo: '2006-05-31' });
    const { status, body } = await books.client.post(`/api/accounting/expenses/${id}/approve`);
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'tax_rate_inactive', 'taxRateId']);
    expect(await books.read(`accounting/expenses/${id}`)).toMatchObject({ status: 'draft', version: 1 });
    await books.client.patch(`/api/accounting/tax-rates/${taxRateId}`, { validTo: '2006-06-01' });
    await books.act(`accounting/expenses/${id}/approve`);
  });

  it('are not approved at a place that is no longer used', async () => {
    const input = { code: 'CLOSED', name: 'Closed', kind: 'store' };
    const { id: locationId } = await books.make('locations', input);
    const { id } = await draft({ locationId });
    await books.client.patch(`/api/locations/${locationId}`, { active: false });
    const { status, body } = await books.client.post(`/api/accounting/expenses/${id}/approve`);
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'location_inactive', 'locationId']);
  });

  it('are taken back on their own day at the earliest', async () => {
    const { id } = await approved();
    const early = { date: '2006-05-31' };
    const { status, body } = await books.client.post(`/api/accounting/expenses/${id}/void`, early);
    expect([status, body.code, body.errors]).toEqual([
      422,
      'date_too_early',
      [{ path: 'date', message: 'must not lie before 2006-06-01' }],
    ]);
    expect(await books.act(`accounting/expenses/${id}/void`, { date: '2006-06-01' })).toMatchObject({
      status: 'void',
    });
  });

  it('are taken back on their own day when none is named', async () => {
    const { id } = await approved({ date: '2006-06-03' });
    await books.act(`accounting/expenses/${id}/void`, {});
    const { items } = await books.read(`accounting/journal-entries?sourceId=${id}&source=expense_voided`);
    expect(items).toMatchObject([{ date: '2006-06-03' }]);
  });

  it.each([undefined, null, 'assets'])('never get an account for the part %s', async (role) => {
    const tenancy = platform.app.get(Tenancy, { strict: false });
    const accounts = platform.app.get(AccountService, { strict: false });
    const made = tenancy.run('acme', () => accounts.makeForRole(role as never));
    await expect(made).rejects.toThrow(`"${role}" is no part that an account plays`);
  });
});
