import { readFileSync } from 'node:fs';
import { TxtRecords } from '@tenantry/nest/operator';
import { expectStatus, OPERATOR, startPlatform, type TestPlatform } from '../../support/index.js';
import { cli } from '../../support/cli.terminal.js';

interface Finding {
  readonly subject: string;
  readonly check: string;
  readonly level: string;
  readonly message?: string;
}

const STRONG = { JWT_SECRET: 'Zk3vQ9xT1mB7cR5yW8nL2pH6', ENCRYPTION_KEY: 'aD4fG7jK0lP3oI6uY9tR2eW5' };

describe('The hardening of a production', () => {
  let platform: TestPlatform;
  let secrets: Record<string, string>;
  beforeAll(async () => {
    secrets = Object.fromEntries(Object.entries(STRONG).map(([name, value]) => [name, `${value}-and-more`]));
    platform = await startPlatform({ engine: 'postgres', env: secrets });
  });
  afterAll(() => platform?.close());

  const production = (more: Record<string, string> = {}) => ({
    ...platform.env,
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://app.example.com',
    TRUST_PROXY: '10.0.0.1',
    SMTP_URL: 'smtps://mail.example.com',
    METRICS_TOKEN: 'q7w3e9r1t5y8u2i6o4p0',
    LOG_LEVEL: 'info',
    ...more,
  });
  const weak = async (env: Record<string, string>): Promise<Finding[]> => {
    const { stdout } = await cli(['doctor', '--json'], { env });
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    return findings.filter(({ subject }) => subject === 'hardening');
  };
  const checks = (findings: readonly Finding[]) =>
    findings.filter(({ level }) => level === 'warning').map(({ check }) => check);

  it('is looked at point by point, and every point is on the page about it', async () => {
    const page = readFileSync('docs/hardening.md', 'utf8');
    const found = await weak(production());
    expect(found.length).toBeGreaterThan(5);
    for (const { check } of found) expect(page).toContain(`| \`${check}\``);
  });

  it.each<[string, Record<string, string>]>([
    ['secrets', { METRICS_TOKEN: 'x' }],
    ['https', { PUBLIC_URL: 'http://app.example.com' }],
    ['proxy', { TRUST_PROXY: '' }],
    ['database tls', { TENANT_SERVER_URL: 'postgresql://u:SECRETPART@db7.internal/postgres' }],
    ['log level', { LOG_LEVEL: 'debug' }],
    ['mail', { SMTP_URL: '' }],
    ['metrics token', { METRICS_TOKEN: '' }],
    ['first password', { ADMIN_PASSWORD: 'SECRETPART-0123' }],
  ])('is weaker where it says %s', async (check, change) => {
    const base = production({ ADMIN_PASSWORD: '' });
    expect(checks(await weak(base))).not.toContain(check);
    const found = await weak({ ...base, ...change });
    expect(checks(found)).toContain(check);
    expect(JSON.stringify(found)).not.toContain('SECRETPART');
  });

  it('names a superuser, and operators whose password was made up', async () => {
    const operator = await platform.operator();
    const proof = { currentPassword: OPERATOR.password };
    await expectStatus(201, operator.post('/api/operators', { email: 'made@x.test', ...proof }));
    const found = await weak(production());
    expect(checks(found)).toEqual(expect.arrayContaining(['superuser', 'first password']));
    expect(JSON.stringify(found)).toContain('made@x.test');
  });

  it('is no matter elsewhere than in production', async () => {
    expect(await weak(platform.env)).toEqual([]);
  });

  it('answers a proxy that asks whether a host is served', async () => {
    const values: string[] = [];
    jest.spyOn(TxtRecords.prototype, 'find').mockImplementation(async () => values);
    const operator = await platform.operator();
    await platform.createTenant({ slug: 'acme' });
    for (const domain of ['shop.example.org', 'claimed.example.org']) {
      const { body } = await expectStatus(201, operator.post('/api/tenants/acme/domains', { domain }));
      values.push(body.verification.value);
    }
    await expectStatus(200, operator.post('/api/tenants/acme/domains/shop.example.org/verify'));
    const ask = async (domain: string) =>
      (await platform.request('192.0.2.1').get(`/health/domain?domain=${domain}`)).status;
    for (const domain of [
      'localhost',
      'admin.localhost',
      'acme.localhost',
      'shop.example.org',
      'ACME.localhost.',
    ])
      expect([domain, await ask(domain)]).toEqual([domain, 200]);
    for (const domain of ['nobody.localhost', 'claimed.example.org', 'x.acme.localhost', '192.0.2.1'])
      expect([domain, await ask(domain)]).toEqual([domain, 404]);
    expect([await ask(''), await ask('a%20b')]).toEqual([400, 400]);
  });
});
