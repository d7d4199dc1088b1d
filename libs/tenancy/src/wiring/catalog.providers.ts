import type { Provider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ConnectionRegistry } from '../connection/connection-registry.js';
import { engineOfUrl } from '../engine/engines.js';
import { CONTROL_DATA_SOURCE } from '../repository/inject-tenant-repository.js';
import { Tenancy } from '../tenancy.js';
import { TENANCY_OPTIONS, type TenancyOptions } from '../tenancy.options.js';
import { CatalogChange } from '../catalog/rows/catalog-change.js';
import { CATALOG_CHANNEL, CatalogListener } from '../catalog/catalog-listener.js';
import { SecretBox } from '../catalog/secrets/secret-box.js';
import { ServerCatalog } from '../catalog/servers/server-catalog.js';
import { PlatformIdentity } from '../catalog/secrets/platform-identity.js';
import { SharedDatabases } from '../catalog/servers/shared-databases.js';
import { SharedOwners } from '../catalog/servers/shared-owners.js';
import { StoreLocator } from '../catalog/store-locator.js';
import { TenantCatalog } from '../catalog/tenant-catalog.js';
import { TenantCredentials } from '../catalog/tenant-credentials.js';
import { HostReader } from '../http/host-reader.js';
import { TenantResolver } from '../resolution/tenant-resolver.js';

export const catalogProviders = [
  {
    provide: SecretBox,
    inject: [TENANCY_OPTIONS],
    useFactory: (options: TenancyOptions) => new SecretBox(options.encryptionKeys),
  },
  {
    provide: CatalogChange,
    inject: [CONTROL_DATA_SOURCE, TENANCY_OPTIONS],
    useFactory: (control: DataSource, { controlUrl }: TenancyOptions) =>
      new CatalogChange(control, engineOfUrl(controlUrl).notifications?.statement(CATALOG_CHANNEL)),
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
    provide: TenantCredentials,
    inject: [CONTROL_DATA_SOURCE, CatalogChange, SecretBox],
    useFactory: (...parts: ConstructorParameters<typeof TenantCredentials>) =>
      new TenantCredentials(...parts),
  },
  {
    provide: SharedDatabases,
    inject: [CONTROL_DATA_SOURCE, CatalogChange, SecretBox, TENANCY_OPTIONS],
    useFactory: (control: DataSource, changes: CatalogChange, box: SecretBox, { stores }: TenancyOptions) =>
      new SharedDatabases(
        { control, changes, secrets: box },
        new PlatformIdentity(control, changes),
        stores.prefix,
      ),
  },
  {
    provide: SharedOwners,
    inject: [CONTROL_DATA_SOURCE],
    useFactory: (control: DataSource) => new SharedOwners(control),
  },
  {
    provide: StoreLocator,
    inject: [TenantCatalog, ServerCatalog, TenantCredentials, SharedDatabases, SharedOwners, TENANCY_OPTIONS],
    useFactory: (...[tenants, servers, credentials, shared, owners, { stores }]: LocatorParts) =>
      new StoreLocator(
        { tenants, servers, credentials, shared, owners },
        stores.overrideUrl ?? (() => undefined),
      ),
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
    provide: CatalogListener,
    inject: [TenantResolver, TENANCY_OPTIONS],
    useFactory: (resolver: TenantResolver, { controlUrl: url }: TenancyOptions) => {
      const { notifications } = engineOfUrl(url);
      return new CatalogListener({ url, notifications, heard: () => void resolver.poll() });
    },
  },
  {
    provide: HostReader,
    inject: [TENANCY_OPTIONS],
    useFactory: (options: TenancyOptions) => new HostReader(options),
  },
  {
    provide: Tenancy,
    inject: [TenantCatalog, ConnectionRegistry],
    useFactory: (catalog: TenantCatalog, registry: ConnectionRegistry) => new Tenancy(catalog, registry),
  },
] satisfies Provider[];

type LocatorParts = [
  TenantCatalog,
  ServerCatalog,
  TenantCredentials,
  SharedDatabases,
  SharedOwners,
  TenancyOptions,
];

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
