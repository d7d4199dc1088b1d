/** What runs a fleet of tenants: the catalog, servers, domains, operations, migrations, the doctor. */
export {
  InvalidTenantInputError,
  SlugTakenError,
  TenantLimitReachedError,
  ServerRightsError,
  ServerTooOldError,
  SharedDatabaseForeignError,
  SharedDatabaseUnmarkedError,
  SharedDatabaseTakenError,
} from './tenancy.errors.js';
export { ProcessShare } from './catalog/process-share.js';
export { ConnectionRegistry, type ConnectionStats } from './connection/connection-registry.js';
export type { EndedStatement, StoreEvent, StoreEventName, StoreWatch } from './pool/store-events.js';
export type { HistogramCounts } from './pool/histogram.js';
export { OTHER_TENANTS, TenantCounts } from './pool/tenant-counts.js';
export { assertUsable } from './resolution/tenant-usable.js';
export {
  ServerCatalog,
  DEFAULT_SERVER,
  type NewServer,
  type ServerPatch,
} from './catalog/servers/server-catalog.js';
export { MANY_SCHEMAS, schemaWarning, type ServerLoad } from './catalog/servers/server-choice.js';
export { ServerEntity, SERVER_STATUSES, type ServerStatus } from './catalog/rows/server.entity.js';
export { dataOf, OWN_SERVER, TenantCatalog, tenantOf, type TenantPatch } from './catalog/tenant-catalog.js';
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
export { JobEntity, type JobPayload } from './catalog/rows/job.entity.js';
export { type JobCount, type JobFilter, JobQueue, jobState } from './background/job-queue.js';
export {
  JOB_STATES,
  type JobKind,
  type JobState,
  type NewJob,
  type RunningJob,
} from './background/job-kind.js';
export { JobWorker } from './background/job-worker.js';
export { Schedules, type Schedule } from './background/schedules.js';
export { Outbox } from './background/outbox/outbox.js';
export { OutboxEntry } from './background/outbox/outbox-entry.entity.js';
export { OperationRunner } from './operations/operation-runner.js';
export type { FleetPace, FleetReport } from './lifecycle/migrate/fleet-walk.js';
export { FleetMigration, type FleetRun } from './lifecycle/migrate/migrate-fleet.js';
export type { NewTenant } from './lifecycle/placement/new-tenant.js';
export { ConnectionChanger, type NewConnection } from './lifecycle/placement/connection-changer.js';
export { ServerKeeper, type ServerHealth } from './lifecycle/placement/server-keeper.js';
export { canFollow } from './engine/engines.js';
export { isNoSpace } from './engine/no-space.js';
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
