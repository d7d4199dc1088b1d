/** Customers each tenant gets at most: the work of a request must not grow with the length of the run. */
const MOST_CUSTOMERS = 200;
const LIST = '/api/sales/customers?limit=20';

/** Clients of all tenants that list, write, break rules and go away in the middle, until they are stopped. */
export function soakLoad({ tenants, call }, clients) {
  const counts = { answers: 0, aborted: 0, failed: 0, wrong: 0 };
  const made = new Map(tenants.map(({ slug }) => [slug, 0]));
  let running = true;

  const actions = [
    { weight: 70, run: list },
    { weight: 10, run: create },
    { weight: 10, run: breakARule },
    { weight: 10, run: goAway },
  ];
  const bag = actions.flatMap(({ weight, run }) => Array.from({ length: weight }, () => run));
  const any = (items) => items[Math.floor(Math.random() * items.length)];

  async function ask(tenant, method, path, options) {
    const send = () => call(method, tenant.host, path, { token: tenant.token, ...options });
    const answer = await send();
    if (answer.status !== 401) return answer;
    // Access tokens live for fifteen minutes; the run may be longer.
    tenant.token = await tenant.renew();
    return send();
  }

  function check(expected, status) {
    counts.answers += 1;
    if (status !== expected) counts.failed += 1;
  }

  async function list(tenant) {
    const { status, body } = await ask(tenant, 'GET', LIST);
    check(200, status);
    if (body.items?.some(({ name }) => !name.startsWith(`${tenant.slug}:`))) counts.wrong += 1;
  }

  async function create(tenant) {
    const number = made.get(tenant.slug);
    if (number >= MOST_CUSTOMERS) return list(tenant);
    made.set(tenant.slug, number + 1);
    const { status } = await ask(tenant, 'POST', '/api/sales/customers', {
      body: { name: `${tenant.slug}: ${number}` },
    });
    check(201, status);
  }

  /** Refused in the middle of a transaction: the customer doesn't exist. */
  async function breakARule(tenant) {
    const body = {
      customerId: '018f0000-0000-7000-8000-000000000000',
      lines: [{ description: 'x', quantity: '1', unitPrice: '1.00' }],
    };
    const { status } = await ask(tenant, 'POST', '/api/sales/invoices', { body });
    check(422, status);
  }

  async function goAway(tenant) {
    const signal = AbortSignal.timeout(1 + Math.floor(Math.random() * 10));
    const answer = await ask(tenant, 'GET', LIST, { signal }).catch(() => undefined);
    if (answer) check(200, answer.status);
    else counts.aborted += 1;
  }

  const client = async () => {
    while (running) {
      await any(bag)(any(tenants)).catch(() => {
        counts.failed += 1;
      });
    }
  };
  const all = Array.from({ length: clients }, client);
  return {
    stop: async () => {
      running = false;
      await Promise.all(all);
      return counts;
    },
  };
}
