import { Scope } from '@nestjs/common';
import {
  type ContextId,
  ContextIdFactory,
  type ContextIdResolver,
  type ContextIdResolverFn,
  type ContextIdStrategy,
  type HostComponentInfo,
  REQUEST,
} from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { findScope } from '../context/tenant-context.js';
import { NoTenantError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';

/** Injects the tenant itself into a durable provider: `constructor(@Inject(TENANT) tenant: Tenant)`. */
export const TENANT = 'TENANT';
/** Injects the tenant's real data source into a durable provider. */
export const TENANT_DATA_SOURCE = 'TENANT_DATA_SOURCE';

interface DurablePayload {
  tenant?: Tenant;
  dataSource?: DataSource;
}

/**
 * One sub-tree of durable providers a tenant, and a new one when the tenant gets another data source
 * (moved, new password, evicted), so that nobody keeps working on the old place. Switch it on once:
 * `ContextIdFactory.apply(new TenantContextIdStrategy())`. Only programs that inject TENANT or
 * TENANT_DATA_SOURCE need it; `@InjectTenantRepository` does not, and is faster.
 */
export class TenantContextIdStrategy implements ContextIdStrategy {
  readonly #trees = new WeakMap<DataSource, ContextId>();

  attach(contextId: ContextId, request: unknown): ContextIdResolver | ContextIdResolverFn {
    const scope = findScope();
    if (!scope) return { resolve: () => contextId, payload: request };
    const { dataSource, tenant } = scope;
    const tree = this.#trees.get(dataSource) ?? ContextIdFactory.create();
    this.#trees.set(dataSource, tree);
    const payload: DurablePayload = { tenant, dataSource };
    return {
      resolve: (info: HostComponentInfo) => (info.isTreeDurable ? tree : contextId),
      payload,
    };
  }
}

/** The library exports request-scoped providers for those who want them; it uses none itself. */
export const durableProviders = [
  durable(TENANT, (payload) => payload.tenant),
  durable(TENANT_DATA_SOURCE, (payload) => payload.dataSource),
];

function durable<T>(provide: string, pick: (payload: DurablePayload) => T | undefined) {
  return {
    provide,
    scope: Scope.REQUEST,
    durable: true,
    inject: [REQUEST],
    useFactory: (payload: DurablePayload): T => {
      const value = pick(payload);
      if (value === undefined) throw new NoTenantError(provide);
      return value;
    },
  };
}
