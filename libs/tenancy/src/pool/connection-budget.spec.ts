import { type BudgetAction, ConnectionBudget } from './connection-budget.js';

interface Ticket {
  readonly tenant: string;
  readonly askedAt: number;
}
interface Connection {
  readonly tenant: string;
}
type Action = BudgetAction<Connection, Ticket>;

/** Small and seeded: the same run every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
}

interface Load {
  seed: number;
  cap: number;
  perTenant: number;
  clients: number;
  requests: number;
  maxOpening?: number;
  pickTenant: (next: () => number) => number;
  /** Share of opens that fail, and of leases that come back unusable. */
  faults?: number;
}

interface Outcome {
  served: number;
  failed: number;
  opens: number;
  mostOpen: number;
  mostOfOneTenant: number;
  longestWait: number;
  leftOver: number;
}

const OPEN_MS = 3;
const CLOSE_MS = 1;
const WORK_MS = 1;

/** Clients on a virtual clock: each asks, works, releases and asks again. */
class Simulation {
  readonly #budget: ConnectionBudget<Connection, Ticket>;
  readonly #next: () => number;
  readonly #events: { at: number; run: () => void }[] = [];
  readonly #leased = new Set<Connection>();
  readonly #perTenant = new Map<string, number>();
  readonly #onServed = new Map<Ticket, (connection: Connection | undefined) => void>();
  readonly outcome: Outcome = {
    served: 0,
    failed: 0,
    opens: 0,
    mostOpen: 0,
    mostOfOneTenant: 0,
    longestWait: 0,
    leftOver: 0,
  };
  #now = 0;
  #left: number;

  constructor(private readonly load: Load) {
    this.#budget = new ConnectionBudget(load.cap, load.maxOpening);
    this.#next = random(load.seed);
    this.#left = load.requests;
  }

  run(): Outcome {
    for (let client = 0; client < this.load.clients; client += 1) this.#ask();
    for (let event = this.#soonest(); event; event = this.#soonest()) {
      this.#now = event.at;
      event.run();
    }
    this.outcome.leftOver = this.#budget.counts().waiting + this.#leased.size;
    return this.outcome;
  }

  #soonest() {
    if (this.#events.length === 0) return undefined;
    let at = 0;
    this.#events.forEach((event, index) => {
      if (event.at < this.#events[at]!.at) at = index;
    });
    return this.#events.splice(at, 1)[0];
  }

  #later(ms: number, run: () => void): void {
    this.#events.push({ at: this.#now + ms, run });
  }

  #ask(): void {
    if (this.#left === 0) return;
    this.#left -= 1;
    const ticket = { tenant: `t${this.load.pickTenant(this.#next)}`, askedAt: this.#now };
    this.#onServed.set(ticket, (connection) => this.#work(ticket, connection));
    this.#do(this.#budget.request(ticket.tenant, this.load.perTenant, ticket));
  }

  #work(ticket: Ticket, connection: Connection | undefined): void {
    this.outcome.longestWait = Math.max(this.outcome.longestWait, this.#now - ticket.askedAt);
    if (!connection) {
      this.outcome.failed += 1;
      return this.#ask();
    }
    expect(connection.tenant).toBe(ticket.tenant);
    this.outcome.served += 1;
    this.#later(WORK_MS * (0.5 + this.#next()), () => {
      this.#leased.delete(connection);
      this.#do(this.#budget.release(connection, this.#next() >= (this.load.faults ?? 0)));
      this.#ask();
    });
  }

  #do(actions: Action[]): void {
    for (const action of actions) {
      if (action.kind === 'open') this.#open(action.pool);
      else if (action.kind === 'close') this.#close(action.connection);
      else this.#lend(action.ticket, action.connection);
    }
    const { open } = this.#budget.counts();
    this.outcome.mostOpen = Math.max(this.outcome.mostOpen, open);
  }

  #lend(ticket: Ticket, connection: Connection): void {
    expect(this.#leased.has(connection)).toBe(false);
    this.#leased.add(connection);
    const served = this.#onServed.get(ticket);
    this.#onServed.delete(ticket);
    served?.(connection);
  }

  #open(tenant: string): void {
    this.outcome.opens += 1;
    const count = (this.#perTenant.get(tenant) ?? 0) + 1;
    this.#perTenant.set(tenant, count);
    this.outcome.mostOfOneTenant = Math.max(this.outcome.mostOfOneTenant, count);
    this.#later(OPEN_MS, () => {
      if (this.#next() >= (this.load.faults ?? 0)) return this.#do(this.#budget.opened(tenant, { tenant }));
      this.#perTenant.set(tenant, (this.#perTenant.get(tenant) ?? 1) - 1);
      const { failed, actions } = this.#budget.openFailed(tenant);
      this.#do(actions);
      for (const ticket of failed) {
        const served = this.#onServed.get(ticket);
        this.#onServed.delete(ticket);
        served?.(undefined);
      }
    });
  }

  #close(connection: Connection): void {
    expect(this.#leased.has(connection)).toBe(false);
    this.#later(CLOSE_MS, () => {
      this.#perTenant.set(connection.tenant, (this.#perTenant.get(connection.tenant) ?? 1) - 1);
      this.#do(this.#budget.closed());
    });
  }
}

const uniform = (tenants: number) => (next: () => number) => Math.floor(next() * tenants);
const zipf = (tenants: number) => (next: () => number) => Math.floor(tenants ** next()) - 1;
/** One tenant after the other makes four of five requests for a while. */
const bursts = (tenants: number) => {
  let left = 0;
  let loud = 0;
  return (next: () => number): number => {
    if (left === 0) {
      loud = Math.floor(next() * tenants);
      left = 50 + Math.floor(next() * 200);
    }
    left -= 1;
    return next() < 0.8 ? loud : Math.floor(next() * tenants);
  };
};

describe('the connection budget', () => {
  const loads: [string, Omit<Load, 'seed'>][] = [
    [
      '10,000 tenants, uniform',
      { cap: 80, perTenant: 4, clients: 64, requests: 4_000, pickTenant: uniform(10_000) },
    ],
    [
      '10,000 tenants, Zipf',
      { cap: 80, perTenant: 4, clients: 64, requests: 4_000, pickTenant: zipf(10_000) },
    ],
    [
      '10,000 tenants, in bursts',
      { cap: 80, perTenant: 4, clients: 64, requests: 4_000, pickTenant: bursts(10_000) },
    ],
    [
      'more clients than connections',
      { cap: 5, perTenant: 4, clients: 64, requests: 4_000, pickTenant: zipf(40) },
    ],
    [
      'one connection for all',
      { cap: 1, perTenant: 4, clients: 16, requests: 1_000, pickTenant: uniform(5) },
    ],
    [
      'few opened at once',
      { cap: 20, perTenant: 2, clients: 64, requests: 4_000, maxOpening: 4, pickTenant: uniform(200) },
    ],
    ['faults', { cap: 8, perTenant: 3, clients: 32, requests: 4_000, faults: 0.1, pickTenant: zipf(100) }],
  ];

  it.each(loads)('never exceeds its limits and forgets nobody: %s', (_name, load) => {
    for (const seed of [1, 2, 3]) {
      const outcome = new Simulation({ ...load, seed }).run();
      expect(outcome.mostOpen).toBeLessThanOrEqual(load.cap);
      expect(outcome.mostOfOneTenant).toBeLessThanOrEqual(load.perTenant);
      expect(outcome.served + outcome.failed).toBe(load.requests);
      expect(outcome.failed === 0).toBe(!load.faults);
      expect(outcome.leftOver).toBe(0);
    }
  });

  it('lets no burst of one tenant starve the others', () => {
    // Nine of ten requests come from one tenant, which alone could keep every connection busy.
    const pickTenant = (next: () => number) => (next() < 0.9 ? 0 : 1 + Math.floor(next() * 20));
    const alone = { seed: 7, cap: 4, perTenant: 4, clients: 64, requests: 6_000 };
    expect(new Simulation({ ...alone, pickTenant }).run().longestWait).toBeLessThan(250);
    const many = { seed: 7, cap: 80, perTenant: 4, clients: 64, requests: 6_000 };
    expect(new Simulation({ ...many, pickTenant: bursts(10_000) }).run().longestWait).toBeLessThan(500);
  });

  it('keeps the connections of busy tenants when few tenants are busy', () => {
    const outcome = new Simulation({
      seed: 1,
      cap: 10,
      perTenant: 4,
      clients: 10,
      requests: 2_000,
      pickTenant: uniform(5),
    }).run();
    expect(outcome.opens).toBeLessThan(100);
  });

  it('gives a tenant one connection and lets it wait for that when the budget is tight', () => {
    const budget = new ConnectionBudget<Connection, Ticket>(2);
    const ticket = (tenant: string): Ticket => ({ tenant, askedAt: 0 });
    budget.request('a', 4, ticket('a'));
    budget.request('b', 4, ticket('b'));
    const ofA = { tenant: 'a' };
    budget.opened('a', ofA);
    budget.opened('b', { tenant: 'b' });
    expect(budget.request('a', 4, ticket('a'))).toEqual([]);
    expect(budget.release(ofA, true)).toMatchObject([{ kind: 'lend', connection: ofA }]);
  });

  it('closes the longest idle connection of another tenant, and opens when it is gone', () => {
    const budget = new ConnectionBudget<Connection, Ticket>(2);
    const connections = ['a', 'b'].map((tenant) => {
      budget.request(tenant, 4, { tenant, askedAt: 0 });
      const connection = { tenant };
      budget.opened(tenant, connection);
      budget.release(connection, true);
      return connection;
    });
    const actions = budget.request('c', 4, { tenant: 'c', askedAt: 0 });
    expect(actions).toEqual([{ kind: 'close', connection: connections[0] }]);
    expect(budget.closed()).toEqual([{ kind: 'open', pool: 'c' }]);
    expect(budget.evictions).toBe(1);
  });

  it('shrinks to a smaller share: idle ones at once, leased ones when they come back', () => {
    const budget = new ConnectionBudget<Connection, Ticket>(3);
    const connections = ['a', 'b', 'c'].map((tenant) => {
      budget.request(tenant, 4, { tenant, askedAt: 0 });
      const connection = { tenant };
      budget.opened(tenant, connection);
      return connection;
    });
    budget.release(connections[0]!, true);
    expect(budget.resize(1)).toEqual([{ kind: 'close', connection: connections[0] }]);
    expect(budget.release(connections[1]!, true)).toEqual([{ kind: 'close', connection: connections[1] }]);
    expect(budget.release(connections[2]!, true)).toEqual([]);
  });

  it('closes what was being opened while the budget became smaller, when nobody waits for it any more', () => {
    const budget = new ConnectionBudget<Connection, Ticket>(2);
    const ticket = { tenant: 'a', askedAt: 0 };
    budget.request('a', 1, ticket);
    budget.cancel('a', ticket);
    budget.resize(0);
    const connection = { tenant: 'a' };
    expect(budget.opened('a', connection)).toEqual([{ kind: 'close', connection }]);
    budget.closed();
    expect(budget.counts()).toMatchObject({ open: 0, idle: 0, closing: 0 });
  });

  it('refuses a connection that is released twice', () => {
    const budget = new ConnectionBudget<Connection, Ticket>(1);
    budget.request('a', 1, { tenant: 'a', askedAt: 0 });
    const connection = { tenant: 'a' };
    budget.opened('a', connection);
    budget.release(connection, false);
    expect(() => budget.release(connection, true)).toThrow('released twice');
  });
});
