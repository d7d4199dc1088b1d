import { Entity } from 'typeorm';
import {
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';
import { SearchKey, SortKeyOf } from '../../schema/text-keys.js';
import type { TenantData } from '../../tenant-data.js';
import type { EngineName, IsolationName, TenantStatus } from '../../tenant.js';

/** A row of the catalog. Only TenantCatalog writes it; everybody else sees the frozen Tenant. */
@Entity('tenants')
export class TenantEntity extends StoredEntity {
  /** Unique for ever: the row of a deleted tenant stays as a tombstone. */
  @TextColumn(40, { unique: true })
  slug: string;

  @TextColumn(200)
  name: string;

  /** What it is found by beside slug and name, such as its administrator's address. */
  @TextColumn(500, { nullable: true })
  keywords: string | null;

  @TextColumn(20)
  status: TenantStatus;

  @TextColumn(20)
  isolation: IsolationName;

  @TextColumn(20)
  engine: EngineName;

  /** Null: the tenant brings its own URL (`databaseUrlEncrypted`). */
  @TextColumn(60, { nullable: true })
  server: string | null;

  @TextColumn(255)
  store: string;

  @TextColumn(60, { nullable: true })
  region: string | null;

  @JsonColumn({ nullable: true })
  data: TenantData | null;

  @TextColumn(200, { nullable: true })
  schemaVersion: string | null;

  /** Which migrations the store has: see SchemaSets. Null: nobody has looked yet. */
  @TextColumn(64, { nullable: true })
  schemaSet: string | null;

  @LongTextColumn({ nullable: true })
  databaseUrlEncrypted: string | null;

  /** The same database for migrations, where the tenant's URL may only read and write rows. */
  @LongTextColumn({ nullable: true })
  adminUrlEncrypted: string | null;

  @LongTextColumn({ nullable: true })
  credentialsEncrypted: string | null;

  /** Counts changes of the URL or the credentials, so that every process sees them. */
  @IntColumn({ default: 1 })
  connectionVersion: number;

  @InstantColumn({ nullable: true })
  deletedAt: Date | null;

  @SearchKey('slug', 'name', 'keywords')
  declare readonly searchKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}
