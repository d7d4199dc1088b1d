import { EXPENSE_STATES } from '../../../src/features/accounting/expenses/expense.states.js';
import { rolesFor } from '../../../src/kernel/rights/permissions.js';
import { Books } from '../../support/accounting.support.js';
import {
  expectStatus,
  type Json,
  OWNER_PASSWORD,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';
import { made, newCompany } from '../../support/sales.support.js';

type Verb = (typeof EXPENSE_STATES.verbs)[number];

const ROUTES: Record<Verb, [method: 'post' | 'patch' | 'delete', path: string]> = {
  update: ['patch', ''],
  delete: ['delete', ''],
  approve: ['post', '/approve'],
  pay: ['post', '/pay'],
  void: ['post', '/void'],
};

describe('Actions of an expense', () => {
  let platform: TestPlatform;
  let books: Books;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    books = new Books(await newCompany(platform, 'acme'));
  });
  afterAll(() => platform?.close());

  const CASES: Record<string, Verb[]> = {
    draft: [],
    approved: ['approve'],
    paid: ['approve', 'pay'],
    void: ['void'],
  };
  const inState = async (status: string): Promise<Json> => {
    const input = { date: '2026-03-31', category: 'Rent', net: '100.00' };
    const { id } = await books.make('accounting/expenses', input);
    for (const verb of CASES[status] ?? []) await books.act(`accounting/expenses/${id}/${verb}`);
    return books.read(`accounting/expenses/${id}`);
  };
  const call = (client: Books['client'], id: string, [method, path]: (typeof ROUTES)[Verb]) => {
    const url = `/api/accounting/expenses/${id}${path}`;
    return method === 'delete' ? client.delete(url) : client[method](url, {});
  };

  it.each(Object.keys(CASES))('say of one that is %s what its routes will do', async (status) => {
    const { id, actions } = await inState(status);
    for (const { name, allowed, reason } of actions) {
      const expense = allowed ? (await inState(status)).id : id;
      const answer = await call(books.client, expense, ROUTES[name as Verb]);
      expect([name, answer.status < 300, answer.body?.code]).toEqual([name, allowed, reason]);
      const { to } = EXPENSE_STATES.transitions[name as Verb];
      const now = answer.body?.status;
      expect(allowed && to ? to : [now]).toContain(now);
    }
  });

  it('are the same in lists', async () => {
    const { items } = await books.read('accounting/expenses?limit=100');
    for (const { id, actions } of items)
      expect(actions).toEqual((await books.read(`accounting/expenses/${id}`)).actions);
  });

  it.each(['manager', 'viewer'] as const)('are those that %s may take', async (role) => {
    const email = `${role}@acme.test`;
    const user = { email, name: role, role, password: OWNER_PASSWORD };
    await made(books.client.post('/api/users', user));
    const client = await platform.signIn('acme.localhost', { email, password: OWNER_PASSWORD });
    const { id } = await inState('draft');
    const { actions } = (await expectStatus(200, client.get(`/api/accounting/expenses/${id}`))).body;
    for (const { name, reason } of actions) {
      const isForbidden = !rolesFor(...EXPENSE_STATES.transitions[name as Verb].right).includes(role);
      expect([name, reason === 'forbidden']).toEqual([name, isForbidden]);
    }
    for (const { name } of actions.filter(({ reason }: Json) => reason === 'forbidden'))
      expect((await call(client, id, ROUTES[name as Verb])).status).toBe(403);
  });

  it('are documented: each route has the right and the refusals of the table', async () => {
    const { paths } = (await books.client.get('/docs-json')).body;
    for (const verb of EXPENSE_STATES.verbs) {
      const [method, path] = ROUTES[verb];
      const operation = paths[`/api/accounting/expenses/{id}${path}`][method];
      expect([verb, operation['x-roles']]).toEqual([
        verb,
        rolesFor(...EXPENSE_STATES.transitions[verb].right),
      ]);
      expect(JSON.stringify(operation.responses)).toContain('expense_status');
    }
  });
});
