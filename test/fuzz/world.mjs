import { operationsOf } from './document.mjs';
import { OPERATOR } from './program.mjs';
import { send } from './sender.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const OWNER = { email: 'owner@acme.test', password: 'Owners-Secret-4711' };
/** Whom operators may suspend, delete and move: acme is where the others are asked. */
const VICTIMS = ['victim-one', 'victim-two'];
/** Whose operations sign people out or end the day of the one who asks. */
const OWN_WORLD = [/\/auth\/(logout|sessions|password)/, /\/operators\/\{id\}$/];

/** The planes of a program with a few rows in it, and the tokens of those who may ask. */
export class World {
  static async of(program) {
    const world = new World(program);
    await world.#signIn('admin');
    for (const slug of ['acme', ...VICTIMS]) await world.#found(slug);
    await world.#signIn('tenant');
    await world.#fill();
    for (const plane of Object.values(world.planes)) plane.operations = await world.#operationsAt(plane.host);
    return world;
  }

  planes = {
    tenant: { host: 'acme.localhost', credentials: OWNER },
    admin: { host: 'admin.localhost', credentials: OPERATOR },
    public: { host: 'localhost' },
  };
  ids = [];
  slugs = VICTIMS;

  constructor(program) {
    this.program = program;
  }

  async ask(method, plane, path, body) {
    const { host, token } = this.planes[plane];
    const headers = { ...(body && JSON_TYPE), ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await send(this.program.port, {
      method,
      host,
      path,
      headers,
      body: body && JSON.stringify(body),
    });
    if (answer.status >= 300 || answer.dropped)
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.json;
  }

  /** Ones that answers were about: what comes later refers to it. */
  remember(json) {
    const id = json?.id ?? json?.items?.[0]?.id;
    if (typeof id === 'string' && !this.ids.includes(id)) this.ids.push(id);
    if (this.ids.length > 60) this.ids.splice(20, 1);
  }

  /** Somebody has signed the asker out, or changed the password: as after a night. */
  async renew(plane) {
    await this.#signIn(plane).catch(() => undefined);
  }

  isOwn({ path }) {
    return OWN_WORLD.some((pattern) => pattern.test(path));
  }

  async #signIn(plane) {
    const { accessToken } = await this.ask('POST', plane, '/api/auth/login', this.planes[plane].credentials);
    this.planes[plane].token = accessToken;
  }

  #found(slug) {
    const owner = { adminEmail: `owner@${slug}.test`, adminPassword: OWNER.password };
    return this.ask('POST', 'admin', '/api/tenants?wait=true', { slug, name: slug, ...owner });
  }

  async #fill() {
    const { id: customerId } = await this.ask('POST', 'tenant', '/api/sales/customers', {
      name: 'Jane',
      email: 'jane@x.test',
    });
    const line = { description: 'Consulting', quantity: '2', unitPrice: '10.00' };
    const draft = await this.ask('POST', 'tenant', '/api/sales/invoices', { customerId, lines: [line] });
    const issued = await this.ask('POST', 'tenant', '/api/sales/invoices', { customerId, lines: [line] });
    await this.ask('POST', 'tenant', `/api/sales/invoices/${issued.id}/issue`, {});
    this.ids.push(customerId, draft.id, issued.id);
    for (const path of ['accounting/accounts', 'locations', 'accounting/tax-rates', 'users']) {
      const { items } = await this.ask('GET', 'tenant', `/api/${path}?limit=3`);
      this.ids.push(...items.map(({ id }) => id));
    }
  }

  async #operationsAt(host) {
    const { json } = await send(this.program.port, { method: 'GET', host, path: '/docs-json' });
    return operationsOf(json);
  }
}
