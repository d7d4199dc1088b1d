/** What programs of tenants use: the module, what they inject, and the errors a request may meet. */
export {
  ENGINES,
  type EngineName,
  ISOLATIONS,
  type IsolationName,
  TENANT_STATUSES,
  type TenantStatus,
  type Placement,
  type Tenant,
} from './tenant.js';
// With a star, so that programs can augment it.
export type * from './tenant-data.js';
export {
  TenancyError,
  NoTenantError,
  WrongTenantError,
  StoreMovedError,
  UnitOfWorkEndedError,
  SelfWaitError,
  TenantNotFoundError,
  TenantUnavailableError,
  TenantDatabaseUnavailableError,
  StoreMarkerError,
  TenantSchemaOutdatedError,
  ConnectionBudgetExhaustedError,
  BadHostError,
  ControlDatabaseUnavailableError,
  DriverMissingError,
} from './tenancy.errors.js';
export { failureOf } from './engine/failures.js';
export type { StoreFailure } from './engine/failure.js';
export { TENANCY_STATUSES } from './tenancy.statuses.js';
export { TenancyExceptionFilter } from './http/tenancy-exception.filter.js';
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
export { enterScope, TenantScope } from './context/tenant-context.js';
export { TENANT, TENANT_DATA_SOURCE, TenantContextIdStrategy } from './http/tenant-context-id.strategy.js';
export {
  type ProvisioningContext,
  type ProvisioningStep,
  PROVISIONING_STEPS,
} from './lifecycle/provision/provisioning-step.js';
export type { RequestHead, RequestResolver, Resolution } from './resolution/request.resolver.js';
export { defaultResolvers, type ResolutionOptions } from './resolution/default-resolvers.js';
export { HostResolver, type HostResolverOptions } from './resolution/host.resolver.js';
export { PathResolver } from './resolution/path.resolver.js';
export { TokenResolver, type TokenResolverOptions } from './resolution/token.resolver.js';
export { HeaderResolver, type HeaderResolverOptions } from './resolution/header.resolver.js';
export { TenantResolver } from './resolution/tenant-resolver.js';
