import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ConnectionRegistry } from '../connection/connection-registry.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { Tenancy } from '../tenancy.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';
import { CatalogChange } from '../catalog/catalog-change.js';
import { SecretBox } from '../catalog/secret-box.js';
import { ServerCatalog } from '../catalog/server-catalog.js';
import { StoreLocator } from '../catalog/store-locator.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { TenantResolver } from '../resolution/tenant-resolver.js';

export const catalogProviders = [
  {
    provide: SecretBox,
    inject: [TENANCY_OPTIONS],
    useFactory: (options: TenancyOptions) => new SecretBox(options.encryptionKeys),
  },
  {
    provide: CatalogChange,
    inject: [CONTROL_DATA_SOURCE],
    useFactory: (control: DataSource) => new CatalogChange(control),
  },
  {
    provide: TenantCatalog,
    inject: [CONTROL_DATA_SOURCE, CatalogChange, SecretBox, TENANCY_OPTIONS],
    useFactory: (control: DataSource, changes: CatalogChange, box: SecretBox, { stores }: TenancyOptions) =>
      new TenantCatalog(control, changes, box, stores.maxTenants),
  },
  {
    provide: ServerCatalog,
    inject: [CONTROL_DATA_SOURCE, CatalogChange, SecretBox, TENANCY_OPTIONS],
    useFactory: (control: DataSource, changes: CatalogChange, box: SecretBox, { stores }: TenancyOptions) =>
      new ServerCatalog(control, changes, box, stores.serverUrl),
  },
  {
    provide: StoreLocator,
    inject: [TenantCatalog, ServerCatalog, TENANCY_OPTIONS],
    useFactory: (catalog: TenantCatalog, servers: ServerCatalog, { stores }: TenancyOptions) =>
      new StoreLocator(catalog, servers, stores.overrideUrl ?? (() => undefined)),
  },
  {
    provide: TenantResolver,
    inject: [TenantCatalog, CatalogChange, ConnectionRegistry],
    useFactory: (catalog: TenantCatalog, changes: CatalogChange, registry: ConnectionRegistry) => {
      const refresh = coalesced(() => registry.refresh((ids) => catalog.findAll(ids)));
      return new TenantResolver(catalog, changes, { onChange: refresh });
    },
  },
  {
    provide: Tenancy,
    inject: [TenantCatalog, ConnectionRegistry],
    useFactory: (catalog: TenantCatalog, registry: ConnectionRegistry) => new Tenancy(catalog, registry),
  },
] satisfies Provider[];

/** One run at a time; calls meanwhile make one more. A failure is tried again at the next call. */
function coalesced(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const start = (): void => {
    again = running;
    if (running) return;
    running = true;
    const next = (): void => {
      running = false;
      if (again) start();
    };
    run().then(next, next);
  };
  return start;
}
