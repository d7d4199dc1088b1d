import { Inject } from '@nestjs/common';
import { InvalidDefinitionError } from './invalid-definition.error.js';

export { tenantDataSourceProxy, tenantRepository } from './of-current-tenant.js';

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

function nameOf(entity: EntityClass): string {
  if (!entity?.name)
    throw new InvalidDefinitionError('An entity class is undefined here: two files import each other.');
  return entity.name;
}
