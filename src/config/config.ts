import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { instantIn } from '../kernel/clock/instant-file.js';
import { keptSecret } from './kept-secret.js';
import { Settings } from './settings.js';
import { STORE_URL_RULE, isStoreUrl, listOf } from './settings.validators.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that can't be used; every problem is listed, one a line. Values are never shown. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`These settings can't be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Every setting of the program, read once and frozen. Inject it by its class. */
export class AppConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly baseDomain: string;
  /** Where browsers reach the apex, without a trailing slash. */
  readonly publicUrl: string;
  /** Addresses and networks whose X-Forwarded-… headers count. */
  readonly trustProxy: readonly string[];
  /** Absolute. */
  readonly dataDir: string;
  /** The bucket that files are kept in; undefined: they are in `dataDir`. */
  readonly filesUrl?: string;
  /** URL of the control database. */
  readonly defaultDatabaseUrl: string;
  readonly tenantServerUrl: string;
  readonly tenantIsolation: Settings['TENANT_ISOLATION'];
  readonly tenantDatabasePrefix: string;
  readonly maxTenants: number;
  readonly defaultMaxUsers: number;
  readonly deleteRetentionDays: number;
  readonly trialDays: number;
  readonly connectionBudget: number;
  readonly connectionsPerTenant: number;
  /** Undefined: by the processors. */
  readonly connectionsAtWork?: number;
  readonly connectionAcquireTimeoutMs: number;
  readonly connectionIdleMs: number;
  readonly statementTimeoutMs: number;
  /** 0: none is slow. */
  readonly slowStatementMs: number;
  /** Below this the program isn't ready for more; 0: never. */
  readonly diskFreeFloorMb: number;
  /** Requests a minute; 0: no limit. */
  readonly rateLimitPerAddress: number;
  readonly rateLimitPerTenant: number;
  readonly rateLimitAnonymousPerTenant: number;
  /** Tests turn the program's clock by this file; undefined: the machine's clock. */
  readonly testClockFile?: string;
  readonly jwtSecret: string;
  readonly encryptionKey: string;
  readonly smtpUrl?: string;
  readonly metricsToken?: string;
  readonly logLevel: Settings['LOG_LEVEL'];
  readonly migrateOnStart: boolean;
  /** Whether an empty control database gets two demo tenants. */
  readonly demo: boolean;
  readonly adminEmail?: string;
  readonly adminPassword?: string;
  readonly #tenantUrls: ReadonlyMap<string, string>;

  constructor(settings: Settings, secrets: Secrets, tenantUrls: ReadonlyMap<string, string>) {
    this.#tenantUrls = tenantUrls;
    this.production = settings.NODE_ENV === 'production';
    this.host = settings.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
    this.port = settings.PORT;
    this.baseDomain = settings.BASE_DOMAIN;
    this.publicUrl = (settings.PUBLIC_URL ?? `http://${this.baseDomain}:${this.port}`).replace(/\/+$/, '');
    this.trustProxy = Object.freeze(listOf(settings.TRUST_PROXY ?? ''));
    this.dataDir = resolve(settings.DATA_DIR);
    this.filesUrl = settings.FILES_URL;
    this.defaultDatabaseUrl = settings.DEFAULT_DATABASE_URL ?? `sqlite:${this.dataDir}/control.sqlite3`;
    this.tenantServerUrl = settings.TENANT_SERVER_URL ?? this.#serverOfControl();
    this.tenantIsolation = settings.TENANT_ISOLATION;
    this.tenantDatabasePrefix = settings.TENANT_DATABASE_PREFIX;
    this.maxTenants = settings.MAX_TENANTS;
    this.defaultMaxUsers = settings.DEFAULT_MAX_USERS;
    this.deleteRetentionDays = settings.DELETE_RETENTION_DAYS;
    this.trialDays = settings.TRIAL_DAYS;
    this.connectionBudget = settings.CONNECTION_BUDGET;
    this.connectionsPerTenant = settings.CONNECTIONS_PER_TENANT;
    this.connectionsAtWork = settings.CONNECTIONS_AT_WORK;
    this.connectionAcquireTimeoutMs = settings.CONNECTION_ACQUIRE_TIMEOUT_MS;
    this.connectionIdleMs = settings.CONNECTION_IDLE_MS;
    this.statementTimeoutMs = settings.STATEMENT_TIMEOUT_MS;
    this.slowStatementMs = settings.SLOW_STATEMENT_MS;
    this.diskFreeFloorMb = settings.DISK_FREE_FLOOR_MB;
    this.rateLimitPerAddress = settings.RATE_LIMIT_PER_ADDRESS;
    this.rateLimitPerTenant = settings.RATE_LIMIT_PER_TENANT;
    this.rateLimitAnonymousPerTenant = settings.RATE_LIMIT_ANONYMOUS_PER_TENANT;
    this.testClockFile = settings.TEST_CLOCK_FILE;
    this.jwtSecret = secrets.jwtSecret;
    this.encryptionKey = secrets.encryptionKey;
    this.smtpUrl = settings.SMTP_URL;
    this.metricsToken = settings.METRICS_TOKEN;
    this.logLevel = settings.LOG_LEVEL;
    this.migrateOnStart = settings.MIGRATE_ON_START;
    this.demo = settings.DEMO && !this.production;
    this.adminEmail = settings.ADMIN_EMAIL?.toLowerCase();
    this.adminPassword = settings.ADMIN_PASSWORD;
    Object.freeze(this);
  }

  /** `TENANT_<SLUG>_DATABASE_URL`, which outranks the catalog for this tenant; undefined when not set. */
  tenantDatabaseUrl(slug: string): string | undefined {
    return this.#tenantUrls.get(overrideName(slug));
  }

  /** Names of the settings that give a tenant another URL. */
  get tenantDatabaseUrls(): readonly string[] {
    return [...this.#tenantUrls.keys()];
  }

  /** The setting that outranks the catalog for this tenant. */
  tenantDatabaseSetting(slug: string): string {
    return overrideName(slug);
  }

  /** Where browsers reach a host of the platform: `https://acme.app.example.com`. */
  urlOf(label: string): string {
    return this.urlAt(`${label}.${this.baseDomain}`);
  }

  /** Where browsers reach the program by any of its hosts, such as a custom domain. */
  urlAt(host: string): string {
    const { protocol, port } = new URL(this.publicUrl);
    return `${protocol}//${host}${port === '' ? '' : `:${port}`}`;
  }

  #serverOfControl(): string {
    const onFiles = this.defaultDatabaseUrl.startsWith('sqlite:');
    return onFiles ? `sqlite:${this.dataDir}/tenants` : this.defaultDatabaseUrl;
  }
}

interface Secrets {
  jwtSecret: string;
  encryptionKey: string;
}

const OVERRIDE = /^TENANT_[A-Z0-9_]+_DATABASE_URL$/;
const overrideName = (slug: string) => `TENANT_${slug.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
const MIN_SECRET = 32;

/** The environment with `.env` under it: what is set in the environment outranks the file. */
export function environment(): Environment {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return process.env;
  }
}

const problemsOf = (settings: Settings): string[] =>
  validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );

function crossProblems(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.CONNECTIONS_PER_TENANT > settings.CONNECTION_BUDGET) {
    problems.push('CONNECTIONS_PER_TENANT must not be more than CONNECTION_BUDGET');
  }
  const server = settings.TENANT_SERVER_URL ?? settings.DEFAULT_DATABASE_URL ?? 'sqlite:';
  if (/^(sqlite|mysql|mariadb):/.test(server) && settings.TENANT_ISOLATION !== 'database') {
    problems.push('TENANT_ISOLATION must be database where tenants live in SQLite files or on MySQL');
  }
  return [...problems, ...clockProblems(settings)];
}

function clockProblems({ TEST_CLOCK_FILE: file, NODE_ENV }: Settings): string[] {
  if (file === undefined) return [];
  if (NODE_ENV === 'production') return ['TEST_CLOCK_FILE must not be set with NODE_ENV=production'];
  return holdsInstant(file)
    ? []
    : ['TEST_CLOCK_FILE must be a file with an instant such as 2030-01-31T12:00:00Z'];
}

function holdsInstant(file: string): boolean {
  try {
    return instantIn(readFileSync(file, 'utf8')) !== undefined;
  } catch {
    return false;
  }
}

const SECRETS = ['JWT_SECRET', 'ENCRYPTION_KEY'] as const;

const secretProblems = (settings: Settings): string[] =>
  settings.NODE_ENV !== 'production'
    ? []
    : SECRETS.filter((name) => (settings[name] ?? '').length < MIN_SECRET).map(
        (name) => `${name} is required with NODE_ENV=production, ${MIN_SECRET} characters or more`,
      );

const overridesOf = (env: Environment): Map<string, string> =>
  new Map(
    Object.entries(env).filter((entry): entry is [string, string] => OVERRIDE.test(entry[0]) && !!entry[1]),
  );

/**
 * Reads and checks all settings. Without an argument: the process's environment and `.env`; tests hand in
 * their own. Throws ConfigError with every problem found.
 */
export function loadConfig(env: Environment = environment()): AppConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const overrides = overridesOf(env);
  const problems = [
    ...problemsOf(settings),
    ...crossProblems(settings),
    ...secretProblems(settings),
    ...[...overrides].filter(([, url]) => !isStoreUrl(url)).map(([name]) => `${name} ${STORE_URL_RULE}`),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const folder = resolve(settings.DATA_DIR);
  const secrets = {
    jwtSecret: settings.JWT_SECRET ?? keptSecret(folder, 'jwt.secret'),
    encryptionKey: settings.ENCRYPTION_KEY ?? keptSecret(folder, 'encryption.key'),
  };
  return new AppConfig(settings, secrets, overrides);
}

/** The settings of this process. Where they can't be used, says so on stderr and ends it with exit code 1. */
export function readConfig(): AppConfig {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}
