import { INVOICE_STATES } from '../../../src/features/sales/rows/invoice.states.js';
import { rolesFor } from '../../../src/kernel/rights/permissions.js';
import {
  type HttpClient,
  type Json,
  OWNER_PASSWORD,
  startPlatform,
  type TestPlatform,
} from '../../support/index.js';
import { done, made, newCompany, newDraft, newInvoice, pay } from '../../support/sales.support.js';

type Verb = (typeof INVOICE_STATES.verbs)[number];
interface Route {
  method: 'post' | 'patch' | 'delete';
  path: string;
  body?: object;
}

const at = (method: Route['method'], path: string, body?: object): Route => ({
  method,
  path: `/api/sales/invoices/{id}${path}`,
  ...(body && { body }),
});

const ROUTES: Record<Verb, Route> = {
  update: at('patch', '', { notes: 'Thank you' }),
  delete: at('delete', ''),
  duplicate: at('post', '/duplicate'),
  issue: at('post', '/issue', {}),
  send: at('post', '/send', { to: 'customer@alfreds.example' }),
  pay: at('post', '/payments', { amount: '1.00', method: 'cash', allowOverpayment: true }),
  credit: at('post', '/credit-notes', { amount: '1.00', reason: 'Damaged' }),
  write_off: at('post', '/write-off', { reason: 'Insolvent' }),
  reverse_write_off: at('post', '/write-off/reverse', {}),
  void: at('post', '/void', { reason: 'Wrong customer' }),
};

/** How invoices come to be what they are. */
const CASES: Record<string, (company: HttpClient) => Promise<Json>> = {
  draft: newDraft,
  issued: newInvoice,
  partially_paid: (company) => paid(company, '1.00'),
  paid: async (company) => {
    const { id, total } = await newInvoice(company);
    await made(pay(company, id, total));
    return { id };
  },
  written_off: async (company) => {
    const { id } = await newInvoice(company);
    return done(company.post(`/api/sales/invoices/${id}/write-off`, { reason: 'Insolvent' }));
  },
  void: async (company) => {
    const { id } = await newInvoice(company);
    return done(company.post(`/api/sales/invoices/${id}/void`, {}));
  },
  'issued, credited in part': async (company) => {
    const { id } = await newInvoice(company);
    const note = { amount: '1.00', reason: 'Damaged' };
    await made(company.post(`/api/sales/invoices/${id}/credit-notes`, note));
    return { id };
  },
  'credited as a whole': async (company) => {
    const { id, total } = await newInvoice(company);
    const note = { amount: total, reason: 'Damaged' };
    await made(company.post(`/api/sales/invoices/${id}/credit-notes`, note));
    return { id };
  },
  // What was paid over is the customer's credit: the row doesn't tell that a payment stands.
  'issued, with a payment that is all credit': async (company) => {
    const { id, total } = await newInvoice(company);
    const first = await made(pay(company, id, total));
    await made(pay(company, id, '5.00', { allowOverpayment: true }));
    await done(company.post(`/api/sales/invoices/${id}/payments/${first.id}/reverse`, {}));
    return { id };
  },
};

async function paid(company: HttpClient, amount: string): Promise<Json> {
  const { id } = await newInvoice(company);
  await made(pay(company, id, amount));
  return { id };
}

describe('Actions of an invoice', () => {
  let platform: TestPlatform;
  let acme: HttpClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await newCompany(platform, 'acme');
  });
  afterAll(() => platform?.close());

  const call = (client: HttpClient, id: string, { method, path, body }: Route) => {
    const url = path.replace('{id}', id);
    return method === 'delete' ? client.delete(url) : client[method](url, body);
  };
  const actionsOf = async (client: HttpClient, id: string): Promise<Json[]> =>
    (await done(client.get(`/api/sales/invoices/${id}`))).actions;
  const signedIn = async (role: string): Promise<HttpClient> => {
    const email = `${role}@acme.test`;
    await made(acme.post('/api/users', { email, name: role, role, password: OWNER_PASSWORD }));
    return platform.signIn('acme.localhost', { email, password: OWNER_PASSWORD });
  };

  it.each(Object.keys(CASES))('say of one that is %s what its routes will do', async (name) => {
    const { id } = await (CASES[name] as (company: HttpClient) => Promise<Json>)(acme);
    for (const action of await actionsOf(acme, id)) {
      if (action.allowed) continue;
      const { status, body } = await call(acme, id, ROUTES[action.name as Verb]);
      expect([name, action.name, status >= 400, body.code]).toEqual([name, action.name, true, action.reason]);
    }
    for (const action of await actionsOf(acme, id)) {
      if (!action.allowed) continue;
      const fresh = await (CASES[name] as (company: HttpClient) => Promise<Json>)(acme);
      const { status, body } = await call(acme, fresh.id, ROUTES[action.name as Verb]);
      expect([name, action.name, status < 300, body?.code]).toEqual([name, action.name, true, undefined]);
      const { to } = INVOICE_STATES.transitions[action.name as Verb];
      const now = to && (await done(acme.get(`/api/sales/invoices/${fresh.id}`))).status;
      expect(to ?? [undefined]).toContain(now);
    }
  });

  it('are the same in lists, and in what the actions answer', async () => {
    const { items } = await done(acme.get('/api/sales/invoices?limit=100'));
    for (const { id, actions } of items) expect(actions).toEqual(await actionsOf(acme, id));
    const { id } = await newDraft(acme);
    const { actions } = await done(acme.post(`/api/sales/invoices/${id}/issue`));
    expect(actions).toEqual(await actionsOf(acme, id));
  });

  it.each(['sales', 'accountant', 'viewer'] as const)('are those that %s may take', async (role) => {
    const client = await signedIn(role);
    const { id } = await newInvoice(acme);
    for (const { name, reason } of await actionsOf(client, id)) {
      const [area, access] = INVOICE_STATES.transitions[name as Verb].right;
      const isForbidden = !rolesFor(area, access).includes(role);
      expect([name, reason === 'forbidden']).toEqual([name, isForbidden]);
      if (!isForbidden) continue;
      const { status, body } = await call(client, id, ROUTES[name as Verb]);
      expect([name, status, body.code]).toEqual([name, 403, 'forbidden']);
    }
  });

  it('are documented: each route has the right and the refusals of the table', async () => {
    const { paths } = (await acme.get('/docs-json')).body;
    for (const verb of INVOICE_STATES.verbs) {
      const { method, path } = ROUTES[verb];
      const { right, code, guards = [], from } = INVOICE_STATES.transitions[verb];
      const operation = paths[path][method];
      expect([verb, operation['x-roles']]).toEqual([verb, rolesFor(...right)]);
      const codes = JSON.stringify(operation.responses);
      const refusals = [...(from.length < 6 ? [code] : []), ...guards.map((guard) => guard.code)];
      for (const refusal of refusals) expect([verb, codes]).toEqual([verb, expect.stringContaining(refusal)]);
    }
  });
});

describe('The table of an invoice', () => {
  it('names the codes that its refusals have', () => {
    const invoice = { status: 'draft', number: null, openedOn: null, total: 0, writtenOff: 0 } as const;
    for (const { code, refusal, guards = [] } of Object.values(INVOICE_STATES.transitions)) {
      expect(refusal(invoice).code).toBe(code);
      for (const guard of guards) expect(guard.refusal(invoice).code).toBe(guard.code);
    }
  });
});
