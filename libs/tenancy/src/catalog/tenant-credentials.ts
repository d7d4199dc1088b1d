import { type DataSource, IsNull } from 'typeorm';
import type { Credentials } from '../engine/shared-database.js';
import type { Tenant } from '../tenant.js';
import type { CatalogChange } from './rows/catalog-change.js';
import type { SecretBox } from './secrets/secret-box.js';
import { TenantEntity } from './rows/tenant.entity.js';

/** The roles that the tenants' requests sign in as, sealed in the control database. */
export class TenantCredentials {
  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
    private readonly secrets: SecretBox,
  ) {}

  /** Undefined: the tenant's requests run as the user of its server's URL. */
  async find(tenantId: string): Promise<Credentials | undefined> {
    const row = await this.control.manager.findOne(TenantEntity, {
      where: { id: tenantId },
      select: { id: true, credentialsEncrypted: true },
    });
    if (!row?.credentialsEncrypted) return undefined;
    return JSON.parse(this.secrets.open(row.credentialsEncrypted, placeOf(tenantId))) as Credentials;
  }

  /** Every process opens new connections with them from now on. */
  async set({ id, slug }: Pick<Tenant, 'id' | 'slug'>, credentials: Credentials): Promise<void> {
    const credentialsEncrypted = this.secrets.seal(JSON.stringify(credentials), placeOf(id));
    await this.changes.run(slug, async (manager) => {
      await manager.update(TenantEntity, { id }, { credentialsEncrypted });
      await manager.increment(TenantEntity, { id }, 'connectionVersion', 1);
    });
  }

  /** Ids of the tenants with a database of their own on a server that have no role yet. */
  async missing(): Promise<ReadonlySet<string>> {
    const rows = await this.control.manager.find(TenantEntity, {
      where: { credentialsEncrypted: IsNull(), isolation: 'database' },
      select: { id: true, server: true },
    });
    return new Set(rows.filter(({ server }) => server !== null).map(({ id }) => id));
  }
}

const placeOf = (tenantId: string): string => `tenants.credentials:${tenantId}`;
