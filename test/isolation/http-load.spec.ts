import { describeTenantIsolation, type IsolationSubject, type SubjectRoutes } from '@tenantry/nest/testing';
import { Customer } from '../../src/features/sales/rows/customer.entity.js';
import { startPlatform, TEST_STORES, type TenantClient, type TestEngine } from '../support/index.js';

const TENANTS = 50;
const CUSTOMERS = '/api/sales/customers';
/** Every tenant has a customer with this code, so that a second one is refused by the store. */
const TAKEN = 'TAKEN';

const routes: SubjectRoutes = {
  create: (text) => ({ method: 'POST', path: CUSTOMERS, body: { name: text } }),
  idOf: ({ id }) => id as string,
  list: () => ({ method: 'GET', path: `${CUSTOMERS}?limit=100` }),
  read: (id) => ({ method: 'GET', path: `${CUSTOMERS}/${id}` }),
  fail: (text) => ({ method: 'POST', path: CUSTOMERS, body: { code: TAKEN, name: text } }),
  withId: (id, text) => [
    { method: 'PATCH', path: `${CUSTOMERS}/${id}`, body: { name: text } },
    { method: 'DELETE', path: `${CUSTOMERS}/${id}` },
    { method: 'POST', path: '/api/sales/invoices', body: { customerId: id, lines: [] } },
  ],
};

describe.each(TEST_STORES)('on %s by %s', (engine, isolation) => {
  describeTenantIsolation(`The platform with ${TENANTS} tenants and 64 clients`, {
    boot: () => platformWith(engine, isolation),
    // Fifty databases take a minute or two to make, on a slow machine five times as long.
    timeoutMs: 900_000,
  });
});

async function platformWith(engine: TestEngine, isolation: string): Promise<IsolationSubject> {
  // Far fewer connections than tenants: stores are closed and opened again all the time.
  const env = {
    CONNECTION_BUDGET: '8',
    CONNECTIONS_PER_TENANT: '2',
    CONNECTION_ACQUIRE_TIMEOUT_MS: '20000',
    TENANT_ISOLATION: isolation,
  };
  const platform = await startPlatform({ engine, env });
  const slugs = Array.from({ length: TENANTS }, (_, index) => `t-${String(index).padStart(2, '0')}`);
  const made: TenantClient[] = [];
  const worker = async (): Promise<void> => {
    for (let slug = slugs.shift(); slug; slug = slugs.shift()) {
      const tenant = await platform.createTenant({ slug });
      await tenant.post(CUSTOMERS, { code: TAKEN, name: 'the one before' });
      made.push(tenant);
    }
  };
  await Promise.all(Array.from({ length: 2 }, worker));
  return {
    app: platform.app,
    tenants: made.map(({ slug, host, token }) => ({
      slug,
      host,
      headers: { authorization: `Bearer ${token}` },
    })),
    routes,
    entity: {
      type: Customer,
      make: (text) => {
        const customer = Object.assign(new Customer(), { name: text });
        return Object.assign(customer, { code: customer.id });
      },
      textOf: ({ name }) => name as string,
    },
    close: () => platform.close(),
  };
}
