import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  currentScope,
  enterScope,
  findScope,
  type TenantLeases,
  TenantScope,
} from './context/tenant-context.js';
import { TenantUnavailableError } from './tenancy.errors.js';
import type { Tenant } from './tenant.js';

/** Finds tenants by slug. */
export interface TenantLookup {
  /** Throws TenantNotFoundError. */
  get(slug: string): Promise<Tenant>;
}

/** The one door into a tenant, for requests, jobs, commands and tests alike. */
@Injectable()
export class Tenancy {
  constructor(
    private readonly tenants: TenantLookup,
    private readonly leases: TenantLeases,
  ) {}

  /**
   * Runs `work` inside a tenant: injected repositories are the tenant's, until the promise settles.
   * Errors: TenantNotFoundError; TenantUnavailableError for a deleted tenant or one that isn't ready.
   * Suspended, read-only and maintained tenants can be entered: what a request may do there is decided
   * where the request comes in.
   */
  async run<R>(tenant: string | Tenant, work: () => Promise<R> | R): Promise<R> {
    const found = typeof tenant === 'string' ? await this.tenants.get(tenant) : tenant;
    if (typeof tenant === 'string' && ['deleted', 'failed', 'provisioning'].includes(found.status)) {
      throw new TenantUnavailableError(found.slug, found.status);
    }
    const scope = this.enterable(found);
    try {
      return await enterScope(scope, async () => work());
    } finally {
      scope.release();
    }
  }

  /** A scope that somebody else enters and releases, such as the hook around a request. */
  enterable(tenant: Tenant): TenantScope {
    return new TenantScope(tenant, this.leases);
  }

  /** The tenant of the current context. Throws NoTenantError outside any. */
  current(): Tenant {
    return currentScope('The current tenant').tenant;
  }

  find(): Tenant | undefined {
    return findScope()?.tenant;
  }

  /** The current tenant's data source. Throws NoTenantError outside any. */
  dataSource(): DataSource {
    return currentScope('A tenant data source').dataSource;
  }
}
