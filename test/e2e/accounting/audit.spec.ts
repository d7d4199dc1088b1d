import { type Json, startPlatform, type TestPlatform } from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

describe('The audit log of the books', () => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    books = new Books(await platform.createTenant({ slug: 'acme', currency: 'EUR', multiLocation: true }));
  });
  afterAll(() => platform.close());

  const lines = async (entityId: string): Promise<Json[]> => {
    const { items } = await books.read('audit?limit=100');
    return items.filter((line: Json) => line.entityId === entityId).toReversed();
  };
  const actions = async (entityId: string): Promise<string[]> =>
    (await lines(entityId)).map(({ action }) => action);

  it('tells who posted an entry by hand, and what', async () => {
    const { id } = await books.post('2006-01-01', { 1020: '1.50' }, { 3100: '1.50' });
    const [line] = await lines(id);
    expect(line).toMatchObject({
      action: 'journal_entry.posted',
      actor: { email: 'owner@acme.test' },
      after: { number: 'JE-2006-000001', lines: [{ debit: '1.50' }, { credit: '1.50' }] },
    });
  });

  it('is a CSV file when asked, by the same filters', async () => {
    await books.post('2006-01-02', { 1020: '1.50' }, { 3100: '1.50' });
    const { headers, raw } = await books.client.get('/api/audit?action=journal_entry.posted&format=csv');
    const [header, line] = raw.toString().split('\n');
    expect(headers['content-type']).toContain('text/csv');
    expect(header).toBe('id,at,actor,email,action,entity,entityId,before,after,requestId');
    expect(line).toContain('user,owner@acme.test,journal_entry.posted,journal_entry,');
  });

  it('tells the steps of an expense', async () => {
    const { id } = await books.make('accounting/expenses', {
      date: '2006-01-01',
      category: 'Rent',
      net: '9',
    });
    await books.act(`accounting/expenses/${id}/approve`);
    await books.act(`accounting/expenses/${id}/pay`);
    expect(await actions(id)).toEqual(['expense.approved', 'expense.paid']);
  });

  it('tells how rates, accounts and places were before and after', async () => {
    const rate = await books.make('accounting/tax-rates', { code: 'A', name: 'A', rate: '0.1' });
    await books.client.patch(`/api/accounting/tax-rates/${rate.id}`, { rate: '0.2' });
    await books.client.delete(`/api/accounting/tax-rates/${rate.id}`);
    const [, changed] = await lines(rate.id);
    expect(await actions(rate.id)).toEqual(['tax_rate.created', 'tax_rate.changed', 'tax_rate.deleted']);
    expect(changed).toMatchObject({ before: { rate: '0.1000' }, after: { rate: '0.2000' } });
    const account = await books.make('accounting/accounts', { code: '1', name: 'A', type: 'asset' });
    expect(await actions(account.id)).toEqual(['account.created']);
    const place = await books.make('locations', { code: 'A', name: 'A', kind: 'store' });
    expect(await actions(place.id)).toEqual(['location.created']);
  });

  it('tells what the settings were', async () => {
    await books.client.patch('/api/tenant/settings', { legal: { iban: 'DE02120300000000202051' } });
    const { items } = await books.read('audit?limit=100');
    const line = items.find(({ action }: Json) => action === 'settings.changed');
    expect(line).toMatchObject({
      before: { legal: {} },
      after: { legal: { iban: 'DE02120300000000202051' } },
    });
  });

  it('tells when and why months are closed and reopened', async () => {
    await books.act('accounting/periods/2006-02/close');
    await books.act('accounting/periods/2006-02/reopen', { reason: 'A late bill' });
    const { items } = await books.read('audit?limit=100');
    const [reopened, closed] = items.filter(({ entity }: Json) => entity === 'period');
    expect([closed.action, reopened.action, reopened.after.reason]).toEqual([
      'period.closed',
      'period.reopened',
      'A late bill',
    ]);
  });

  it('tells nothing of what was refused', async () => {
    const before = (await books.read('audit?limit=100')).items.length;
    const entry = await books.entry('2006-01-01', { 1020: '1' }, { 3100: '2' });
    expect(await books.refusal('accounting/journal-entries', entry)).toEqual([422, 'unbalanced_entry']);
    const [main] = (await books.read('locations')).items;
    expect((await books.client.patch(`/api/locations/${main.id}`, { parentId: main.id })).status).toBe(422);
    expect((await books.read('audit?limit=100')).items).toHaveLength(before);
  });
});
