import { installed } from '../built.mjs';
import { CustomerSchema, FIRST_PAGE } from './customer.mjs';

const { DataSource } = installed('typeorm');

/**
 * What is usually built: a DataSource with a pool for each tenant, the longest unused destroyed for the next.
 * To stay under the cap each counts as many connections as its pool may open.
 */
export async function lruSide(tenants, { cap, perTenant }) {
  const lru = new DataSources(tenants, { most: Math.floor(cap / perTenant), perTenant });
  return {
    ask: async (index) => {
      const entry = await lru.lease(index);
      try {
        return await (await entry.source).getRepository(CustomerSchema).find(FIRST_PAGE);
      } finally {
        lru.release(entry);
      }
    },
    opens: () => lru.opens,
    rest: () => lru.destroyAll(),
    wake: () => undefined,
    close: () => lru.destroyAll(),
  };
}

class DataSources {
  opens = 0;
  /** The longest unused first. */
  #entries = new Map();
  #closing = 0;
  #waiting = [];

  constructor(tenants, { most, perTenant }) {
    this.tenants = tenants;
    this.most = most;
    this.perTenant = perTenant;
  }

  async lease(index) {
    for (;;) {
      const entry = this.#entries.get(index) ?? this.#open(index);
      if (entry) {
        entry.leases += 1;
        this.#entries.delete(index);
        this.#entries.set(index, entry);
        return entry;
      }
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
  }

  release(entry) {
    entry.leases -= 1;
    if (entry.leases === 0) this.#waiting.shift()?.();
  }

  async destroyAll() {
    const sources = [...this.#entries.values()].map(async ({ source }) => (await source).destroy());
    this.#entries.clear();
    await Promise.all(sources);
  }

  #open(index) {
    if (this.#entries.size + this.#closing >= this.most) {
      this.#evict();
      return undefined;
    }
    this.opens += 1;
    const source = new DataSource({
      type: 'postgres',
      url: this.tenants[index].url,
      entities: [CustomerSchema],
      extra: { max: this.perTenant },
    }).initialize();
    const entry = { index, source, leases: 0 };
    this.#entries.set(index, entry);
    source.catch(() => this.#entries.delete(index));
    return entry;
  }

  #evict() {
    const unused = [...this.#entries.values()].find(({ leases }) => leases === 0);
    // One for each who waits is enough.
    if (!unused || this.#closing > this.#waiting.length) return;
    this.#entries.delete(unused.index);
    this.#closing += 1;
    void unused.source
      .then((source) => source.destroy())
      .catch(() => undefined)
      .finally(() => {
        this.#closing -= 1;
        this.#waiting.shift()?.();
      });
  }
}
