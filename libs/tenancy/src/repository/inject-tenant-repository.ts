import { Inject } from '@nestjs/common';
import { type DataSource, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';
import { currentScope } from '../context/tenant-context.js';
import { InvalidDefinitionError } from './invalid-definition.error.js';

export type EntityClass = abstract new (...args: never[]) => object;

/** Injection token of the tenant's repository for an entity class. */
export const tenantRepositoryToken = (entity: EntityClass): string => `TenantRepository:${nameOf(entity)}`;
/** Injection token of the control database's repository for an entity class. */
export const controlRepositoryToken = (entity: EntityClass): string => `ControlRepository:${nameOf(entity)}`;
export const TENANT_DATA_SOURCE_PROXY = 'TenantDataSourceOfTheCurrentTenant';
export const CONTROL_DATA_SOURCE = 'ControlDataSource';

/**
 * Injects the current tenant's repository: one object for all tenants, which asks at each call.
 * Throws NoTenantError when it is used outside any tenant.
 */
export const InjectTenantRepository = (entity: EntityClass): ParameterDecorator =>
  Inject(tenantRepositoryToken(entity));

/** Injects the current tenant's data source, resolved at each use. */
export const InjectTenantDataSource = (): ParameterDecorator => Inject(TENANT_DATA_SOURCE_PROXY);

/** Injects the control database's repository. Only the control plane may. */
export const InjectControlRepository = (entity: EntityClass): ParameterDecorator =>
  Inject(controlRepositoryToken(entity));

/** Injects the control database's data source. */
export const InjectControlDataSource = (): ParameterDecorator => Inject(CONTROL_DATA_SOURCE);

/** A repository without a database of its own: each access goes to the current tenant's manager. */
export function tenantRepository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
  const repository = new Repository<E>(entity, undefined as never);
  const name = `The repository of ${nameOf(entity as EntityClass)}`;
  return Object.defineProperty(repository, 'manager', {
    get: () => currentScope(name).dataSource.manager,
  });
}

/** What Nest's scanner and `await` ask of any provider; answered without a tenant. */
const ASKED_OF_ANYTHING = new Set<string | symbol>([
  'then',
  'constructor',
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
]);

/** A data source that is the current tenant's at each access. */
export function tenantDataSourceProxy(): DataSource {
  return new Proxy({} as DataSource, {
    get: (_target, property) => {
      if (typeof property === 'symbol' || ASKED_OF_ANYTHING.has(property)) return undefined;
      const source = currentScope('A tenant data source').dataSource;
      const value: unknown = Reflect.get(source, property);
      return typeof value === 'function' ? value.bind(source) : value;
    },
  });
}

function nameOf(entity: EntityClass): string {
  if (!entity?.name)
    throw new InvalidDefinitionError('An entity class is undefined here: two files import each other.');
  return entity.name;
}
