import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CatalogChange } from '../catalog/rows/catalog-change.js';
import { DomainCatalog } from '../domains/domain-catalog.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { DomainRecheck } from '../domains/domain-recheck.js';
import { TenantDomains } from '../domains/tenant-domains.js';
import { type TxtLookup, TxtRecords } from '../domains/txt-records.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';

export const domainProviders = [
  {
    provide: TxtRecords,
    inject: [TENANCY_OPTIONS],
    useFactory: ({ txtRecords }: TenancyOptions): TxtLookup => txtRecords ?? new TxtRecords(),
  },
  {
    provide: DomainCatalog,
    inject: [CONTROL_DATA_SOURCE, CatalogChange],
    useFactory: (control: DataSource, changes: CatalogChange) => new DomainCatalog(control, changes),
  },
  {
    provide: TenantDomains,
    inject: [TenantCatalog, DomainCatalog, TxtRecords, TENANCY_OPTIONS],
    useFactory: (
      tenants: TenantCatalog,
      domains: DomainCatalog,
      records: TxtLookup,
      { baseDomain }: TenancyOptions,
    ) => new TenantDomains({ tenants, domains, records, baseDomain }),
  },
  {
    provide: DomainRecheck,
    inject: [DomainCatalog, TxtRecords],
    useFactory: (domains: DomainCatalog, records: TxtLookup) => new DomainRecheck(domains, records),
  },
] satisfies Provider[];
