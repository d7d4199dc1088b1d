import { LRUCache } from 'lru-cache';
import { Loop } from '../loop.js';
import type { CatalogChange } from '../catalog/rows/catalog-change.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import { TenantNotFoundError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import type { TenantTarget } from './host.js';

// Why: docs/decisions/011-who-is-asked-for.md

export { assertUsable } from './tenant-usable.js';

export interface ResolverOptions {
  /** Tenants kept at most. Default: 10,000. */
  max?: number;
  /** How long "there is no such tenant" is believed. Default: 5 s. */
  negativeMs?: number;
  /** How often the generation is asked for, to see changes of other processes. Default: 1 s. */
  pollMs?: number;
  /** Told after each change of the catalog, of this process or another. */
  onChange?: () => void;
}

type Catalog = Pick<TenantCatalog, 'find' | 'findById' | 'findByDomain'>;
type Changes = Pick<CatalogChange, 'onChange' | 'generation'>;
type LookUp = () => Promise<Tenant | undefined>;

const NEGATIVES = 1_000;

/**
 * Tenants by slug, domain or id, whatever their status, from a cache. A change of this process empties it at
 * once, a change of another one when the generation is seen to have moved.
 */
export class TenantResolver {
  private readonly found: LRUCache<string, Tenant>;
  /** Apart, and few: names that nobody has can't push tenants out. */
  private readonly missing: LRUCache<string, true>;
  private readonly flights = new Map<string, Promise<Tenant | undefined>>();
  private readonly stopListening: () => void;
  private readonly polling: Loop;
  /** Counts up with each change; a look-up begun before a change may not write its answer. */
  private epoch = 0;
  private generation: number | undefined;
  private readonly told: (() => void) | undefined;

  constructor(
    private readonly catalog: Catalog,
    private readonly changes: Changes,
    { max = 10_000, negativeMs = 5_000, pollMs = 1_000, onChange }: ResolverOptions = {},
  ) {
    this.told = onChange;
    this.found = new LRUCache({ max });
    this.missing = new LRUCache({ max: NEGATIVES, ttl: negativeMs });
    this.stopListening = changes.onChange(() => this.invalidate());
    this.polling = new Loop(pollMs, () => this.poll());
    this.polling.start();
  }

  find(slug: string): Promise<Tenant | undefined> {
    return this.cached({ kind: 'tenant', slug });
  }

  findById(id: string): Promise<Tenant | undefined> {
    return this.cached({ kind: 'id', id });
  }

  /** By a verified custom domain. */
  findByDomain(domain: string): Promise<Tenant | undefined> {
    return this.cached({ kind: 'domain', domain });
  }

  /** What is in memory, without a promise: a request to a known tenant waits for nothing. */
  known(target: TenantTarget): Tenant | undefined {
    return this.found.get(keyOf(target));
  }

  /** What a request names. Throws TenantNotFoundError. */
  async getTarget(target: TenantTarget): Promise<Tenant> {
    return (await this.cached(target)) ?? missing(nameOf(target));
  }

  /** Throws TenantNotFoundError. */
  async get(slug: string): Promise<Tenant> {
    return (await this.find(slug)) ?? missing(slug);
  }

  /** Throws TenantNotFoundError. */
  async getByDomain(domain: string): Promise<Tenant> {
    return (await this.findByDomain(domain)) ?? missing(domain);
  }

  /** Forgets everything, look-ups under way included: one tenant is cached under several names. */
  invalidate(): void {
    this.epoch += 1;
    this.found.clear();
    this.missing.clear();
    this.flights.clear();
    this.told?.();
  }

  /** Asks whether another process has changed the catalog. While it can't be asked, nothing can change either. */
  async poll(): Promise<void> {
    try {
      const generation = await this.changes.generation();
      // The first answer too: what was looked up before it may be older than it.
      if (this.generation !== generation) this.invalidate();
      this.generation = generation;
    } catch {
      // The control database is away: what is cached goes on working.
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.polling.stop();
    this.stopListening();
  }

  private cached(target: TenantTarget): Promise<Tenant | undefined> {
    const key = keyOf(target);
    const known = this.found.get(key);
    if (known) return Promise.resolve(known);
    if (this.missing.has(key)) return Promise.resolve(undefined);
    return this.flights.get(key) ?? this.fly(key, () => this.lookUp(target));
  }

  private lookUp(target: TenantTarget): Promise<Tenant | undefined> {
    if (target.kind === 'tenant') return this.catalog.find(target.slug);
    return target.kind === 'id' ? this.catalog.findById(target.id) : this.catalog.findByDomain(target.domain);
  }

  private fly(key: string, lookUp: LookUp): Promise<Tenant | undefined> {
    const begun = this.epoch;
    const flight = lookUp().then((tenant) => {
      if (begun !== this.epoch) return tenant;
      if (tenant) this.found.set(key, tenant);
      else this.missing.set(key, true);
      return tenant;
    });
    const landed = flight.finally(() => {
      if (this.flights.get(key) === landed) this.flights.delete(key);
    });
    this.flights.set(key, landed);
    return landed;
  }
}

function nameOf(target: TenantTarget): string {
  if (target.kind === 'tenant') return target.slug;
  return target.kind === 'id' ? target.id : target.domain;
}

const keyOf = (target: TenantTarget): string => `${target.kind} ${nameOf(target)}`;

function missing(name: string): never {
  throw new TenantNotFoundError(name);
}
