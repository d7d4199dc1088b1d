export * from './tenant.js';
export * from './tenancy.errors.js';
export {
  TENANCY_OPTIONS,
  type ConnectionOptions,
  type StoreOptions,
  type TenancyOptions,
} from './tenancy.options.js';
export { Tenancy } from './tenancy.js';
export { TenantModule, type TenantModuleAsyncOptions } from './tenant.module.js';
export {
  InjectControlDataSource,
  InjectControlRepository,
  InjectTenantDataSource,
  InjectTenantRepository,
} from './repository/inject-tenant-repository.js';
export { Transactional } from './repository/transactional.js';
export { ConnectionRegistry } from './connection/connection-registry.js';
export { enterScope, TenantScope } from './context/tenant-context.js';
export { StoredEntity } from './entity/stored-entity.js';
export * from './entity/portable-columns.js';
export { scaleDecimal, unscaleDecimal } from './entity/fixed-decimal.js';
export * from './migration/portable-types.js';
export * from './migration/create-table.js';
export * from './lifecycle/provisioning-step.js';
export { HostReader, type HostReaderOptions } from './http/host-reader.js';
export { addTenantHook, type TenantHookOptions } from './http/tenant.hook.js';
export { TenantResolver } from './resolution/tenant-resolver.js';
