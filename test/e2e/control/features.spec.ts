import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { boot } from '../../support/boot.js';
import {
  expectStatus,
  HttpClient,
  type Json,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';

/** Two seconds are promised; the machine of a test may be busy. */
const SOON_MS = 5_000;

describe('Modules of a company', () => {
  const agent = new Agent({ keepAlive: true });
  let platform: TestPlatform;
  let other: NestFastifyApplication;
  let operator: HttpClient;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    operator = await platform.operator();
    acme = await platform.createTenant({ slug: 'acme' });
    globex = await platform.createTenant({ slug: 'globex', features: { accounting: false } });
    other = await boot(platform.env);
    await other.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    agent.destroy();
    await other?.close();
    await platform?.close();
  });

  const turn = (slug: string, features: Record<string, boolean | null>) =>
    expectStatus(200, operator.patch(`/api/tenants/${slug}`, { features }));
  const paths = async (client: HttpClient): Promise<string[]> =>
    Object.keys((await expectStatus(200, client.get('/docs-json'))).body.paths as object);
  const statusOf = async (client: HttpClient, path: string) => (await client.get(path)).status;
  const user = (role: string): Json => ({ email: `${role}@acme.test`, name: role, role });

  it('are all there when nobody has said otherwise', async () => {
    const { body } = await operator.get('/api/tenants/acme');
    expect(body.features).toEqual({
      ...{ multiLocation: false, sales: true, accounting: true },
      ...{ supply: true, people: true, clinic: true },
    });
    expect(await statusOf(acme, '/api/sales/customers')).toBe(200);
  });

  it('can be left out when a company is made', async () => {
    const { status, body } = await globex.get('/api/accounting/accounts');
    expect([status, body.code, body.feature]).toEqual([403, 'feature_not_enabled', 'accounting']);
    expect(await statusOf(globex, '/api/sales/customers')).toBe(200);
    // What customers owe is sales', wherever it is read.
    expect((await paths(globex)).filter((path) => path.startsWith('/api/accounting'))).toEqual([
      '/api/accounting/reports/aged-receivables',
    ]);
  });

  it('close their routes at once when they are switched off, and no others', async () => {
    const { body: changed } = await turn('acme', { sales: false });
    expect(changed.features).toMatchObject({ sales: false, accounting: true });
    const { status, body } = await acme.get('/api/sales/customers');
    expect([status, body.code, body.feature]).toEqual([403, 'feature_not_enabled', 'sales']);
    expect(await statusOf(acme, '/api/accounting/accounts')).toBe(200);
    expect(await statusOf(platform.request('acme.localhost'), '/api/sales/customers')).toBe(401);
    expect(await statusOf(globex, '/api/sales/customers')).toBe(200);
  });

  it('are left out of that company’s document, in both forms', async () => {
    const sales = (all: string[]) => all.filter((path) => path.startsWith('/api/sales/'));
    expect(sales(await paths(acme))).toEqual([]);
    expect((await acme.get('/docs-yaml')).raw.toString('utf8')).not.toContain('/api/sales/');
    expect(sales(await paths(globex)).length).toBeGreaterThan(20);
    const { body } = await acme.get('/docs-json');
    expect(body.info.description).not.toContain('\n| sales |');
    expect(body.info.description).toContain('\n| ledger |');
  });

  it('take their roles and areas with them', async () => {
    const made = await acme.post('/api/users', user('sales'));
    expect([made.status, made.body.code, made.body.feature]).toEqual([403, 'feature_not_enabled', 'sales']);
    const invited = await acme.post('/api/invitations', user('sales'));
    expect(invited.body.code).toBe('feature_not_enabled');
    const { body: viewer } = await expectStatus(201, acme.post('/api/users', user('viewer')));
    const promoted = await acme.patch(`/api/users/${viewer.id}`, { role: 'sales' });
    expect(promoted.body.code).toBe('feature_not_enabled');
    const { body: me } = await acme.get('/api/auth/me');
    expect(me).toMatchObject({ features: { sales: false }, timeZone: 'UTC', locale: 'en' });
    expect(Object.keys(me.rights as object)).not.toContain('sales');
    expect(Object.keys(me.rights as object)).toContain('ledger');
  });

  it('count in other processes before long, and come back with their rows', async () => {
    const { port } = other.getHttpServer().address() as AddressInfo;
    const { token } = acme as unknown as { token: string };
    const elsewhere = new HttpClient({ port, host: 'acme.localhost', token, agent });
    const until = async (status: number): Promise<number> => {
      const begin = performance.now();
      while ((await statusOf(elsewhere, '/api/sales/customers')) !== status) await pause(20);
      return performance.now() - begin;
    };
    await until(403);
    await turn('acme', { sales: true });
    expect(await until(200)).toBeLessThan(SOON_MS);
    expect((await paths(acme)).some((path) => path.startsWith('/api/sales/'))).toBe(true);
    await turn('acme', { sales: false });
    expect(await until(403)).toBeLessThan(SOON_MS);
    await turn('acme', { sales: null });
    expect(await until(200)).toBeLessThan(SOON_MS);
  });

  it('are known by name, and are on or off', async () => {
    for (const features of [{ sails: false }, { sales: 'no' }, 'sales', { sales: 1 }]) {
      const { status, body } = await operator.patch('/api/tenants/acme', { features });
      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(JSON.stringify(body.errors)).toContain('features');
    }
  });

  it('are what a list of tenants goes by, of those with many places', async () => {
    await platform.createTenant({ slug: 'many', multiLocation: true });
    const slugs = async (query: string) =>
      (await expectStatus(200, operator.get(`/api/tenants?${query}`))).body.items.map(
        ({ slug }: Json) => slug,
      );
    expect(await slugs('multiLocation=true')).toEqual(['many']);
    expect(await slugs('multiLocation=false')).toEqual(['acme', 'globex']);
    expect(await slugs('multiLocation=true&plan=starter')).toEqual([]);
    await turn('globex', { multiLocation: true });
    expect((await operator.get('/api/tenants/globex')).body.multiLocation).toBe(true);
    expect(await slugs('multiLocation=true')).toEqual(['globex', 'many']);
    await turn('globex', { multiLocation: null });
    expect(await slugs('multiLocation=true')).toEqual(['many']);
  });
});
