import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { ISOLATIONS, type IsolationName } from '@tenantry/nest';
import { IsControlUrl, IsFilesUrl, IsStoreUrl, IsTrustedProxyList } from './settings.validators.js';

/** Another word would start with the rules of development, and nobody would notice. */
const ENVIRONMENTS = ['development', 'test', 'production'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const DNS_NAME = /^(?=.{1,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_INT = 2_147_483_647;

const toNumber = () => Transform(({ value }) => (/^-?\d+$/.test(String(value)) ? Number(value) : value));
const toBoolean = () =>
  Transform(({ value }) => ({ true: true, '1': true, false: false, '0': false })[String(value)] ?? value);

const WholeNumber =
  (min: number, max = MAX_INT): PropertyDecorator =>
  (target, name) => {
    toNumber()(target, name);
    IsInt({ message: '$property must be a whole number' })(target, name);
    Min(min, { message: '$property must be at least $constraint1' })(target, name);
    Max(max, { message: '$property must be at most $constraint1' })(target, name);
  };

const Switch = (): PropertyDecorator => (target, name) => {
  toBoolean()(target, name);
  IsBoolean({ message: '$property must be true or false' })(target, name);
};

/** The settings as they are spelled in the environment, with their rules and defaults. */
export class Settings {
  @IsIn(ENVIRONMENTS, { message: '$property must be one of $constraint1' })
  NODE_ENV: (typeof ENVIRONMENTS)[number] = 'development';

  @WholeNumber(0, 65_535) PORT: number = 3000;
  HOST?: string;
  @Transform(({ value }) => String(value).toLowerCase().replace(/\.$/, ''))
  @Matches(DNS_NAME, { message: '$property must be a domain name without port, such as app.example.com' })
  BASE_DOMAIN: string = 'localhost';
  @IsOptional()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true, require_tld: false },
    { message: '$property must be an address such as https://app.example.com' },
  )
  PUBLIC_URL?: string;
  @IsOptional() @IsTrustedProxyList() TRUST_PROXY?: string;
  DATA_DIR: string = 'data';
  /** Where files are kept; default: the folder `files` of DATA_DIR. */
  @IsOptional() @IsFilesUrl() FILES_URL?: string;

  @IsOptional() @IsControlUrl() DEFAULT_DATABASE_URL?: string;
  @IsOptional() @IsStoreUrl() TENANT_SERVER_URL?: string;
  @IsIn(ISOLATIONS, { message: '$property must be one of $constraint1' })
  TENANT_ISOLATION: IsolationName = 'database';
  @Matches(/^[a-z][a-z0-9_]{0,22}$/, {
    message: '$property must be at most 23 lower-case letters, digits and underscores, a letter first',
  })
  TENANT_DATABASE_PREFIX: string = 'sales_';

  @WholeNumber(1) MAX_TENANTS: number = 10;
  @WholeNumber(1) DEFAULT_MAX_USERS: number = 50;
  @WholeNumber(0) DELETE_RETENTION_DAYS: number = 30;
  @WholeNumber(0) TRIAL_DAYS: number = 14;

  @WholeNumber(1) CONNECTION_BUDGET: number = 80;
  @WholeNumber(1) CONNECTIONS_PER_TENANT: number = 4;
  @IsOptional() @WholeNumber(1) CONNECTIONS_AT_WORK?: number;
  @WholeNumber(1) CONNECTION_ACQUIRE_TIMEOUT_MS: number = 5000;
  @WholeNumber(0) CONNECTION_IDLE_MS: number = 60_000;
  @WholeNumber(0) STATEMENT_TIMEOUT_MS: number = 30_000;

  /** Statements that take longer are logged and counted; 0: none. */
  @WholeNumber(0) SLOW_STATEMENT_MS: number = 1000;
  /** Megabytes that DATA_DIR must have free for /health/ready; 0: never looked at. */
  @WholeNumber(0) DISK_FREE_FLOOR_MB: number = 64;

  /** Requests a minute; 0: no limit. */
  @WholeNumber(0) RATE_LIMIT_PER_ADDRESS: number = 60_000;
  @WholeNumber(0) RATE_LIMIT_PER_TENANT: number = 120_000;
  /** Of callers who aren't signed in, at a tenant's host. */
  @WholeNumber(0) RATE_LIMIT_ANONYMOUS_PER_TENANT: number = 30_000;

  /** An instant in a file, read at each use: the program's clock in tests. Not in production. */
  TEST_CLOCK_FILE?: string;

  JWT_SECRET?: string;
  ENCRYPTION_KEY?: string;
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+/, { message: '$property must be smtp://… or smtps://…' })
  SMTP_URL?: string;
  METRICS_TOKEN?: string;
  @IsIn(LOG_LEVELS, { message: '$property must be one of $constraint1' })
  LOG_LEVEL: LogLevel = 'info';
  @Switch() MIGRATE_ON_START: boolean = true;
  @Switch() DEMO: boolean = true;

  @IsOptional()
  @IsEmail({ require_tld: false }, { message: '$property must be an e-mail address' })
  ADMIN_EMAIL?: string;
  @IsOptional()
  @MinLength(8, { message: '$property must have at least $constraint1 characters' })
  ADMIN_PASSWORD?: string;
}
