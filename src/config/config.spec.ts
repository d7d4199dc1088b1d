import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from './config.js';

const STRONG = 'x'.repeat(32);

describe('The settings', () => {
  let folder: string;
  const load = (env: Record<string, string> = {}) => loadConfig({ DATA_DIR: folder, ...env });
  const problemsOf = (env: Record<string, string>): readonly string[] => {
    try {
      load(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('have the documented defaults', () => {
    expect(load()).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      baseDomain: 'localhost',
      publicUrl: 'http://localhost:3000',
      trustProxy: [],
      dataDir: folder,
      defaultDatabaseUrl: `sqlite:${folder}/control.sqlite3`,
      tenantServerUrl: `sqlite:${folder}/tenants`,
      tenantIsolation: 'database',
      tenantDatabasePrefix: 'sales_',
      maxTenants: 10,
      defaultMaxUsers: 50,
      deleteRetentionDays: 30,
      trialDays: 14,
      connectionBudget: 80,
      connectionsPerTenant: 4,
      connectionAcquireTimeoutMs: 5000,
      connectionIdleMs: 60_000,
      statementTimeoutMs: 30_000,
      rateLimitPerAddress: 60_000,
      rateLimitPerTenant: 120_000,
      rateLimitAnonymousPerTenant: 30_000,
      logLevel: 'info',
      migrateOnStart: true,
      demo: true,
    });
  });

  it('count an empty value as not set', () => {
    expect(load({ PORT: '', BASE_DOMAIN: '', ADMIN_EMAIL: '' })).toMatchObject({ port: 3000 });
  });

  it('read numbers, switches and names as they are meant', () => {
    const config = load({
      PORT: '8080',
      DEMO: 'false',
      BASE_DOMAIN: 'App.Example.COM.',
      ADMIN_EMAIL: 'Me@X.org',
    });
    expect(config).toMatchObject({
      port: 8080,
      demo: false,
      baseDomain: 'app.example.com',
      adminEmail: 'me@x.org',
    });
  });

  it('are all complained about at once', () => {
    expect(
      problemsOf({
        PORT: 'http',
        BASE_DOMAIN: 'a b',
        TRUST_PROXY: 'true',
        DEFAULT_DATABASE_URL: 'oracle://x',
        TENANT_ISOLATION: 'table',
        MAX_TENANTS: '1.5',
        DEMO: 'perhaps',
        LOG_LEVEL: 'loud',
        TENANT_ACME_DATABASE_URL: 'nowhere',
      }).map((problem) => problem.split(' ')[0]),
    ).toEqual([
      'PORT',
      'BASE_DOMAIN',
      'TRUST_PROXY',
      'DEFAULT_DATABASE_URL',
      'TENANT_ISOLATION',
      'MAX_TENANTS',
      'LOG_LEVEL',
      'DEMO',
      'TENANT_ACME_DATABASE_URL',
    ]);
  });

  it('never show the value that was wrong', () => {
    expect(problemsOf({ DEFAULT_DATABASE_URL: 'psql://me:hunter2@db/x' }).join()).not.toContain('hunter2');
  });

  it.each(['true', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.local', ','])(
    'refuse to trust %j',
    (list) => {
      expect(problemsOf({ TRUST_PROXY: list })).toHaveLength(1);
    },
  );

  it('take a test clock from a file, but not in production', () => {
    const file = join(folder, 'clock');
    writeFileSync(file, '2030-01-31T12:00:00Z');
    expect(load({ TEST_CLOCK_FILE: file }).testClockFile).toBe(file);
    const secrets = { JWT_SECRET: STRONG, ENCRYPTION_KEY: STRONG };
    expect(problemsOf({ ...secrets, NODE_ENV: 'production', TEST_CLOCK_FILE: file })).toHaveLength(1);
    writeFileSync(file, 'noon');
    for (const wrong of [file, join(folder, 'none')]) {
      expect(problemsOf({ TEST_CLOCK_FILE: wrong })).toEqual([
        expect.stringContaining('2030-01-31T12:00:00Z'),
      ]);
    }
  });

  it('take a list of trusted addresses and networks', () => {
    expect(load({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });

  it('want both secrets in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', ENCRYPTION_KEY: 'short' })).toHaveLength(2);
    expect(load({ NODE_ENV: 'production', JWT_SECRET: STRONG, ENCRYPTION_KEY: STRONG })).toMatchObject({
      host: '0.0.0.0',
      demo: false,
    });
  });

  it('make each secret once, in a file for the owner alone', () => {
    const first = load();
    expect(load().jwtSecret).toBe(first.jwtSecret);
    expect(load().encryptionKey).not.toBe(first.jwtSecret);
    expect(readFileSync(join(folder, 'jwt.secret'), 'utf8').trim()).toBe(first.jwtSecret);
    expect(statSync(join(folder, 'encryption.key')).mode & 0o777).toBe(0o600);
  });

  it('put tenants on the server of the control database', () => {
    const url = 'postgresql://me@db/control';
    expect(load({ DEFAULT_DATABASE_URL: url }).tenantServerUrl).toBe(url);
  });

  it.each([
    ['TENANT_SERVER_URL', 'postgresql://me@db?sslmode=maybe'],
    ['TENANT_SERVER_URL', 'mysql://me@127.0.0.1?sslmode=verify-full'],
    ['DEFAULT_DATABASE_URL', 'postgresql://me@db/x?sslmode='],
    ['TENANT_ACME_DATABASE_URL', 'postgresql://me@db/x?sslmode=verify'],
  ])('refuse TLS that would not be what it says: %s=%s', (name, url) => {
    expect(problemsOf({ [name]: url })).toEqual([expect.stringContaining(`${name} must be`)]);
    const secure = url.replace(/127.0.0.1/, 'db').replace(/sslmode=.*/, 'sslmode=verify-full');
    expect(problemsOf({ [name]: secure })).toEqual([]);
  });

  it('know a URL of a single tenant by its slug', () => {
    const config = load({ TENANT_BLUE_SKY_DATABASE_URL: 'postgresql://me@db/blue' });
    expect(config.tenantDatabaseUrl('blue-sky')).toBe('postgresql://me@db/blue');
    expect(config.tenantDatabaseUrl('acme')).toBeUndefined();
  });

  it('take MySQL and MariaDB for tenants, but not for the control database', () => {
    expect(load({ TENANT_SERVER_URL: 'mariadb://me@db' }).tenantServerUrl).toBe('mariadb://me@db');
    expect(problemsOf({ TENANT_BLUE_DATABASE_URL: 'mysql://me@db/blue' })).toEqual([]);
    expect(problemsOf({ DEFAULT_DATABASE_URL: 'mysql://me@db/control' })[0]).toContain(
      'DEFAULT_DATABASE_URL',
    );
  });

  it('refuse isolation that SQLite and MySQL have not', () => {
    expect(problemsOf({ TENANT_ISOLATION: 'schema' })[0]).toContain('TENANT_ISOLATION');
    expect(problemsOf({ TENANT_ISOLATION: 'row', TENANT_SERVER_URL: 'mysql://db' })).toHaveLength(1);
    expect(problemsOf({ TENANT_ISOLATION: 'schema', TENANT_SERVER_URL: 'postgresql://db/x' })).toEqual([]);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(load(), { port: 1 })).toThrow(TypeError);
  });

  it('give the address of a tenant', () => {
    expect(load().urlOf('acme')).toBe('http://acme.localhost:3000');
    expect(load({ BASE_DOMAIN: 'x.org', PUBLIC_URL: 'https://x.org/' }).urlOf('acme')).toBe(
      'https://acme.x.org',
    );
  });
});
