import {
  expectStatus,
  type HttpClient,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { Books } from '../../support/accounting.support.js';

const PASSWORD = 'somebody-password-1';

describe('Roles in the books', () => {
  let platform: TestPlatform;
  let owner: TenantClient;
  const people: Record<string, HttpClient> = {};
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    owner = await platform.createTenant({ slug: 'acme' });
    for (const role of ['admin', 'manager', 'sales', 'accountant', 'viewer']) {
      const email = `${role}@acme.test`;
      const user = { email, name: role, role, password: PASSWORD };
      await expectStatus(201, owner.post('/api/users', user));
      people[role] = await platform.signIn('acme.localhost', { email, password: PASSWORD });
    }
  });
  afterAll(() => platform.close());

  const as = (role: string): HttpClient => people[role] ?? owner;
  const statusOf = async (role: string, method: string, path: string, body?: object): Promise<number> =>
    (await as(role).send(method, `/api/${path}`, { body })).status;

  it.each([
    'accounting/accounts',
    'accounting/journal-entries',
    'accounting/expenses',
    'accounting/periods',
    'accounting/years',
    'accounting/reports/trial-balance',
    'accounting/reports/profit-and-loss',
    'accounting/reports/balance-sheet',
    'accounting/reports/tax',
    'accounting/reports/location-performance',
    'accounting/reports/cash',
  ])('keep sales people out of %s and let a viewer read it', async (path) => {
    expect([await statusOf('sales', 'GET', path), await statusOf('viewer', 'GET', path)]).toEqual([403, 200]);
  });

  it('let everybody see tax rates and places, which documents need', async () => {
    for (const role of Object.keys(people)) {
      expect(await statusOf(role, 'GET', 'accounting/tax-rates')).toBe(200);
      expect(await statusOf(role, 'GET', 'locations')).toBe(200);
      expect(await statusOf(role, 'GET', 'tenant/settings')).toBe(200);
    }
  });

  it.each([
    ['accounting/tax-rates', { code: 'V', name: 'V', rate: '0' }, ['accountant', 'admin']],
    ['accounting/accounts', { code: '77', name: 'V', type: 'asset' }, ['accountant', 'admin']],
    ['accounting/periods/2001-01/close', {}, ['accountant', 'admin']],
    ['accounting/years/2001/close', { force: true, reason: 'For the test' }, ['accountant', 'admin']],
    [
      'accounting/expenses',
      { date: '2006-01-01', category: 'x', net: '1' },
      ['accountant', 'admin', 'manager'],
    ],
    ['locations', { code: 'V', name: 'V', kind: 'store' }, ['admin', 'manager']],
  ])('let only some write %s', async (path, body, allowed) => {
    for (const role of Object.keys(people)) {
      const { body: answer } = await as(role).post(`/api/${path}`, body);
      expect([role, answer.code === 'forbidden']).toEqual([role, !allowed.includes(role)]);
    }
  });

  it('let only owners and admins change settings', async () => {
    for (const role of ['manager', 'sales', 'accountant', 'viewer']) {
      expect(await statusOf(role, 'PATCH', 'tenant/settings', { name: 'Mine' })).toBe(403);
    }
    expect(await statusOf('admin', 'PATCH', 'tenant/settings', { name: 'Ours' })).toBe(200);
  });

  it('say who posted', async () => {
    const books = new Books(as('accountant'));
    const entry = await books.post('2006-01-01', { 1020: '1' }, { 3100: '1' });
    expect(entry.postedBy).toBe('accountant@acme.test');
  });
});
