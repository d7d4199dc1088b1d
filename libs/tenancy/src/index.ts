export * from './tenant.js';
export * from './tenancy.errors.js';
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
export { ProcessShare } from './catalog/process-share.js';
export { ConnectionRegistry, type ConnectionStats } from './connection/connection-registry.js';
export type { EndedStatement, StoreEvent, StoreEventName, StoreWatch } from './pool/store-events.js';
export type { HistogramCounts } from './pool/histogram.js';
export { OTHER_TENANTS, TenantCounts } from './pool/tenant-counts.js';
export { enterScope, TenantScope } from './context/tenant-context.js';
export { TENANT, TENANT_DATA_SOURCE, TenantContextIdStrategy } from './http/tenant-context-id.strategy.js';
export { StoredEntity } from './schema/stored-entity.js';
export * from './schema/portable-columns.js';
export { scaleDecimal, unscaleDecimal } from './schema/fixed-decimal.js';
export * from './schema/portable-types.js';
export * from './schema/create-table.js';
export { addTextKeys, dropTextKeys, type TextKeySpec } from './schema/add-text-keys.js';
export { foldText } from './schema/fold-text.js';
export { FixedSearchKey, OLDER_KEYS, SearchKey, sortedBy, SortKeyOf } from './schema/text-keys.js';
export { keepTextKeys } from './schema/keep-text-keys.js';
export * from './lifecycle/provision/provisioning-step.js';
export { HostReader, type HostReaderOptions } from './http/host-reader.js';
export { addTenantHook, type TenantHookOptions } from './http/tenant.hook.js';
export { type HostRequest, type HostTarget, resolveHost, type TenantTarget } from './resolution/host.js';
export type { RequestHead, RequestResolver, Resolution } from './resolution/request.resolver.js';
export { defaultResolvers, type ResolutionOptions } from './resolution/default-resolvers.js';
export { HostResolver, type HostResolverOptions } from './resolution/host.resolver.js';
export { PathResolver } from './resolution/path.resolver.js';
export { TokenResolver, type TokenResolverOptions } from './resolution/token.resolver.js';
export { HeaderResolver, type HeaderResolverOptions } from './resolution/header.resolver.js';
export { assertUsable } from './resolution/tenant-usable.js';
export { TenantResolver } from './resolution/tenant-resolver.js';
export {
  ServerCatalog,
  DEFAULT_SERVER,
  type NewServer,
  type ServerPatch,
} from './catalog/servers/server-catalog.js';
export { MANY_SCHEMAS, schemaWarning, type ServerLoad } from './catalog/servers/server-choice.js';
export { ServerEntity, SERVER_STATUSES, type ServerStatus } from './catalog/rows/server.entity.js';
export { OWN_SERVER, TenantCatalog, tenantOf, type TenantPatch } from './catalog/tenant-catalog.js';
export type { TenantFilter } from './catalog/tenant-list.js';
export { TenantEntity } from './catalog/rows/tenant.entity.js';
export { StoreLocator } from './catalog/store-locator.js';
export { publicUrl, urlOfParts, type UrlParts } from './catalog/servers/store-url.js';
export { shownUrl, withoutCredentials } from './catalog/secrets/shown-url.js';
export { slugProblem } from './slug.js';
export { SecretBox } from './catalog/secrets/secret-box.js';
export { CatalogListener } from './catalog/catalog-listener.js';
export { CatalogChange } from './catalog/rows/catalog-change.js';
export { attested, witnessed, type Witness } from './catalog/rows/change-witness.js';
export { OperationStore, type OperationFilter } from './operations/operation-store.js';
export {
  OPERATION_STATUSES,
  OperationEntity,
  type OperationStatus,
} from './catalog/rows/operation.entity.js';
export { OperationStepEntity, STEP_STATUSES, type StepStatus } from './catalog/rows/operation-step.entity.js';
export { OperationRunner } from './operations/operation-runner.js';
export type { FleetPace, FleetReport } from './lifecycle/migrate/fleet-walk.js';
export { FleetMigration, type FleetRun } from './lifecycle/migrate/migrate-fleet.js';
export { currencyDigits } from './lifecycle/placement/currencies.js';
export type { NewTenant } from './lifecycle/placement/new-tenant.js';
export { ConnectionChanger, type NewConnection } from './lifecycle/placement/connection-changer.js';
export { ServerKeeper, type ServerHealth } from './lifecycle/placement/server-keeper.js';
export { canFollow } from './engine/engines.js';
export { isNoSpace, NO_SPACE_CODES } from './engine/no-space.js';
export { TLS_MODES, withTls, type Tls, type TlsMode } from './engine/tls.js';
export { IsolationNotPossibleError } from './lifecycle/placement/lifecycle.errors.js';
export { UnknownEngineError } from './lifecycle/probe/store-probe.errors.js';
export { StoreSize } from './lifecycle/probe/store-size.js';
export { StoreCheck, type StoreHealth, type StoreStatus } from './lifecycle/migrate/store-check.js';
export { DomainCatalog, type DomainRecord } from './domains/domain-catalog.js';
export { TenantDomains, type TenantDomain } from './domains/tenant-domains.js';
export { DomainRecheck, type RecheckReport } from './domains/domain-recheck.js';
export { TxtRecords, type TxtLookup } from './domains/txt-records.js';
export { StoreMigrator } from './lifecycle/migrate/store-migrator.js';
export { TenantCreator, type TenantCreation } from './lifecycle/provision/tenant-creation.js';
export { Doctor, type Diagnosis, type Examination } from './doctor/doctor.js';
export { type Finding, findingsOf, isProblem } from './doctor/finding.js';
