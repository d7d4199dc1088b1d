import {
  type EngineName,
  ENGINES,
  type IsolationName,
  ISOLATIONS,
  TENANT_STATUSES,
  type TenantStatus,
} from '@tenantry/nest';
import { dataOf, OWN_SERVER, type StoreStatus, type TenantEntity } from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { featuresOf, isOn } from '../../kernel/entitlements/features.js';

const STORE_STATUSES: StoreStatus[] = ['ok', 'unavailable', 'mismatch', 'outdated'];

export class TenantView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'acme' }) slug: string;
  @ApiProperty({ example: 'Acme Trading' }) name: string;
  @ApiProperty({ example: 'owner@acme.example' }) adminEmail: string;
  @ApiProperty({ enum: TENANT_STATUSES, example: 'active' }) status: TenantStatus;
  @ApiProperty({ enum: ISOLATIONS, example: 'database' }) isolation: IsolationName;
  @ApiProperty({ enum: ENGINES, example: 'postgres' }) engine: EngineName;
  @ApiProperty({ description: `"${OWN_SERVER}" when it brings its own database`, example: 'default' })
  server: string;
  @ApiProperty({ example: 'sales_acme' }) store: string;
  @ApiProperty({ type: String, nullable: true, example: null }) region: string | null;
  @ApiProperty({ example: 50 }) maxUsers: number;
  @ApiProperty({ description: 'Active users', example: 3 }) users: number;
  @ApiProperty({ example: false }) multiLocation: boolean;
  @ApiProperty({
    description: 'What it has, by name',
    type: 'object',
    additionalProperties: { type: 'boolean' },
    example: { multiLocation: false, sales: true },
  })
  features: Record<string, boolean>;
  @ApiProperty({ type: String, nullable: true, example: null }) plan: string | null;
  @ApiProperty({ example: 'USD' }) currency: string;
  @ApiProperty({ type: String, nullable: true, example: 'SalesInit1763000400000' }) schemaVersion:
    string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) trialEndsAt: Date | null;
  @ApiProperty() createdAt: Date;
  @ApiProperty() updatedAt: Date;
  @ApiProperty({ example: 1 }) version: number;
  @ApiPropertyOptional({ enum: STORE_STATUSES, description: 'With `?check=true`' })
  databaseStatus?: StoreStatus;
}

export class NewTenantView extends TenantView {
  @ApiPropertyOptional({ description: "The administrator's invitation; it is not shown again." })
  invitationUrl?: string;
  @ApiPropertyOptional({ type: [String], description: 'What will hurt before long' })
  warnings?: string[];
}

export class TenantPage {
  @ApiProperty({ type: [TenantView] }) items: TenantView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class ConnectionView {
  @ApiProperty({ enum: ENGINES, example: 'postgres' }) engine: EngineName;
  @ApiProperty({ type: String, nullable: true, example: 'db1.internal' }) host: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 5432 }) port: number | null;
  @ApiProperty({ description: 'Name of the database, path of the file', example: 'sales_acme' })
  database: string;
  @ApiPropertyOptional({ description: 'Where tenants share the database', example: 'sales_acme' })
  schema?: string;
  @ApiProperty({ type: String, nullable: true, example: 'tenantry' }) user: string | null;
  @ApiProperty({ enum: ['catalog', 'environment'] }) source: 'catalog' | 'environment';
  @ApiProperty({ enum: STORE_STATUSES, example: 'ok' }) status: StoreStatus;
  @ApiProperty({ type: Number, nullable: true, example: 0.42 }) latencyMs: number | null;
  @ApiProperty({ type: String, nullable: true, example: '15.6' }) serverVersion: string | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Bytes on disk; null where tenants share tables',
    example: 9175040,
  })
  sizeBytes: number | null;
  @ApiPropertyOptional({ description: 'Why it is not ok' }) error?: string;
}

export function tenantView(row: Readonly<TenantEntity>, users: number): TenantView {
  const data = dataOf(row);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    adminEmail: data.adminEmail,
    status: row.status,
    isolation: row.isolation,
    engine: row.engine,
    server: row.server ?? OWN_SERVER,
    store: row.store,
    region: row.region,
    maxUsers: data.maxUsers,
    users,
    multiLocation: isOn(data, 'multiLocation'),
    features: featuresOf(data),
    plan: data.plan,
    currency: data.currency,
    schemaVersion: row.schemaVersion,
    trialEndsAt: data.trialEndsAt === null ? null : new Date(data.trialEndsAt),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}
