import { CatalogGenerationEntity } from './catalog-generation.entity.js';
import { OperationStepEntity } from './operation-step.entity.js';
import { JobEntity } from './job.entity.js';
import { ProcessEntity } from './process.entity.js';
import { OperationEntity } from './operation.entity.js';
import { ScheduleEntity } from './schedule.entity.js';
import { SchemaSetEntity } from './schema-set.entity.js';
import { ServerEntity } from './server.entity.js';
import { TenantDomainEntity } from './tenant-domain.entity.js';
import { TenantEntity } from './tenant.entity.js';

/** The catalog's entities in the control database. */
export const CATALOG_ENTITIES = [
  TenantEntity,
  TenantDomainEntity,
  ServerEntity,
  OperationEntity,
  OperationStepEntity,
  CatalogGenerationEntity,
  ProcessEntity,
  SchemaSetEntity,
  JobEntity,
  ScheduleEntity,
];
