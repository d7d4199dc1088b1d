import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import { outsideEndedUnits } from '../unit/unit-of-work.js';
import { NoTenantError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';

// Why: docs/decisions/002-async-local-storage.md

/** A tenant's data source for as long as somebody needs it. */
export interface TenantLease {
  readonly dataSource: DataSource;
  /** Once; further calls do nothing. */
  release(): void;
}

/** Where leases come from. */
export interface TenantLeases {
  lease(tenant: Tenant): TenantLease;
}

/** One stay inside one tenant: a request, a job, a command. Leases the data source at the first touch. */
export class TenantScope {
  /** Connections that are lent to it now; see ConnectionPools. */
  connectionsHeld = 0;
  #lease: TenantLease | undefined;
  #released = false;

  constructor(
    readonly tenant: Tenant,
    private readonly leases: TenantLeases,
  ) {}

  get dataSource(): DataSource {
    // A handler may outlive its answer (the client went away): what it still does is served, but not kept.
    if (this.#released) return this.#lease?.dataSource ?? this.#borrow();
    this.#lease ??= this.leases.lease(this.tenant);
    return this.#lease.dataSource;
  }

  /** True when tenant data was touched, so that a request without data can be told from one with. */
  get touched(): boolean {
    return this.#lease !== undefined;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#lease?.release();
  }

  #borrow(): DataSource {
    const lease = this.leases.lease(this.tenant);
    lease.release();
    return lease.dataSource;
  }
}

const scopes = new AsyncLocalStorage<TenantScope>();

/** Runs `work`, and all it starts, inside the scope. */
export function enterScope<R>(scope: TenantScope, work: () => R): R {
  return outsideEndedUnits(() => scopes.run(scope, work));
}

export function findScope(): TenantScope | undefined {
  return scopes.getStore();
}

/** Throws NoTenantError outside any tenant. */
export function currentScope(what?: string): TenantScope {
  const scope = scopes.getStore();
  if (!scope) throw new NoTenantError(what);
  return scope;
}
