import {
  type EngineName,
  ENGINES,
  ISOLATIONS,
  type IsolationName,
  TENANT_STATUSES,
  type TenantStatus,
} from '@tenantry/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsEmailAddress, IsNewPassword } from '../../http/sign-in/credential.validators.js';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { Flag } from '../../kernel/input/flag.transform.js';
import { IsLine, IsText, IsVersion } from '../../kernel/input/text.validators.js';
import { TlsInput } from '../connection/connection.input.js';
import { FeaturesInput } from '../plans/features.input.js';
import { PLANS } from '../plans/plans.js';

const MAX_INT = 2_147_483_647;

const UserLimit = (): PropertyDecorator => (target, name) => {
  IsInt()(target, name);
  Min(1)(target, name);
  Max(MAX_INT)(target, name);
};

/** May be left out, but not emptied. */
const IsGiven = (): PropertyDecorator => ValidateIf((_input, value) => value !== undefined);

export class NewTenantInput {
  @ApiProperty({ example: 'Acme Trading' })
  @IsLine(200)
  name: string;

  @ApiProperty({
    description: 'The subdomain. It stays taken when the tenant is deleted.',
    example: 'acme-trading',
  })
  @IsText(100)
  slug: string;

  @ApiProperty({ example: 'owner@acme.example' })
  @IsEmailAddress()
  adminEmail: string;

  @ApiPropertyOptional({ description: 'Active users at most. Default: DEFAULT_MAX_USERS', example: 50 })
  @IsOptional()
  @UserLimit()
  maxUsers?: number;

  @ApiPropertyOptional({ description: 'More than one location. Default: false', example: true })
  @IsOptional()
  @IsBoolean()
  multiLocation?: boolean;

  @ApiPropertyOptional({ type: FeaturesInput, description: 'What it has; left out: as it is for everybody' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => FeaturesInput)
  features?: FeaturesInput;

  @ApiPropertyOptional({ enum: ISOLATIONS, description: 'Default: TENANT_ISOLATION', example: 'database' })
  @IsOptional()
  @IsIn(ISOLATIONS)
  isolation?: IsolationName;

  @ApiPropertyOptional({
    enum: ENGINES,
    description: 'Default: that of the settings, or of the server',
    example: 'postgres',
  })
  @IsOptional()
  @IsIn(ENGINES)
  engine?: EngineName;

  @ApiPropertyOptional({
    description: 'Default: of those with room, the one with the fewest tenants for its weight',
    example: 'default',
  })
  @IsOptional()
  @IsLine(60)
  server?: string;

  @ApiPropertyOptional({
    description: 'Name of the store there. Default: TENANT_DATABASE_PREFIX and the slug',
    example: 'orgdata_123',
  })
  @IsOptional()
  @IsLine(63)
  store?: string;

  @ApiPropertyOptional({ description: 'Data residency: only a server of this region will do' })
  @IsOptional()
  @IsLine(60)
  region?: string;

  @ApiPropertyOptional({ enum: PLANS, example: 'starter' })
  @IsOptional()
  @IsLine(60)
  plan?: string;

  @ApiPropertyOptional({ description: 'ISO 4217. Default: USD', example: 'USD' })
  @IsOptional()
  @MaxLength(3)
  @IsString()
  currency?: string;

  @ApiPropertyOptional({
    description: "The tenant's own, empty database. It is kept encrypted and never shown.",
  })
  @IsOptional()
  @IsText(2000)
  databaseUrl?: string;

  @ApiPropertyOptional({ type: TlsInput, description: 'Of the database URL' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TlsInput)
  tls?: TlsInput;

  @ApiPropertyOptional({
    description: 'Without it the administrator is invited',
    example: 'correct horse battery',
  })
  @IsOptional()
  @IsNewPassword()
  adminPassword?: string;
}

export class TenantChangeInput {
  @ApiPropertyOptional({ example: 'Acme Trading Ltd' })
  @IsGiven()
  @IsLine(200)
  name?: string;

  @ApiPropertyOptional({ example: 'owner@acme.example' })
  @IsGiven()
  @IsEmailAddress()
  adminEmail?: string;

  @ApiPropertyOptional({ example: 80 })
  @IsGiven()
  @UserLimit()
  maxUsers?: number;

  @ApiPropertyOptional({ example: true })
  @IsGiven()
  @IsBoolean()
  multiLocation?: boolean;

  @ApiPropertyOptional({ type: FeaturesInput, description: 'What it has; left out stays' })
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => FeaturesInput)
  features?: FeaturesInput;

  @ApiPropertyOptional({ enum: PLANS, nullable: true, example: 'starter' })
  @IsOptional()
  @IsLine(60)
  plan?: string | null;

  @ApiPropertyOptional({ description: 'Refuses the change when somebody else made one since', example: 1 })
  @IsVersion()
  version?: number;
}

export class TenantQuery extends PageQuery {
  @ApiPropertyOptional({ enum: TENANT_STATUSES })
  @IsOptional()
  @IsIn(TENANT_STATUSES)
  status?: TenantStatus;

  @ApiPropertyOptional({ enum: ISOLATIONS })
  @IsOptional()
  @IsIn(ISOLATIONS)
  isolation?: IsolationName;

  @ApiPropertyOptional()
  @IsOptional()
  @IsLine(60)
  server?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsLine(60)
  plan?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Flag()
  @IsBoolean()
  multiLocation?: boolean;

  @ApiPropertyOptional({ description: 'Connects to each store and adds `databaseStatus`' })
  @IsOptional()
  @Flag()
  @IsBoolean()
  check?: boolean;
}

export class WaitQuery {
  @ApiPropertyOptional({ description: 'Answers when it is done' })
  @IsOptional()
  @Flag()
  @IsBoolean()
  wait?: boolean;
}
