import { readFile, stat, writeFile } from 'node:fs/promises';
import type { DemoRecord, DemoSignIn } from '../../../src/seed/demo-credentials.js';
import { DemoTenants } from '../../../src/seed/demo-tenants.js';
import { expectStatus, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { listAll } from '../../support/northwind.loader.js';

describe.each(TEST_ENGINES)('the demo of a first start on %s', (engine) => {
  let platform: TestPlatform;
  let demo: DemoTenants;
  let signIns: DemoSignIn[];

  beforeAll(async () => {
    platform = await startPlatform({ engine, env: { DEMO: 'true' } });
    demo = platform.app.get(DemoTenants);
    signIns = await demo.ensure();
  });

  afterAll(() => platform?.close());

  const signedIn = (slug: string) => {
    const { email, password } = signIns.find(({ tenant }) => tenant === slug)!;
    return platform.signIn(`${slug}.localhost`, { email, password });
  };

  it('makes juniper and marlow, each with a sign-in of its own', () => {
    expect(signIns.map(({ tenant }) => tenant)).toEqual(['juniper', 'marlow']);
    expect(signIns[0]!.password).not.toBe(signIns[1]!.password);
    expect(signIns[0]!.url).toMatch(/^http:\/\/juniper\.localhost/);
  });

  it('keeps the sign-ins in a file that only the own user can read', async () => {
    expect((await stat(demo.file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(demo.file, 'utf8'))).toEqual({ complete: true, signIns });
  });

  it.each(['juniper', 'marlow'])('fills %s with invoices in every status', async (slug) => {
    const client = await signedIn(slug);
    const invoices = await listAll(client, '/api/sales/invoices');
    expect(new Set(invoices.map(({ status }) => status))).toEqual(
      new Set(['draft', 'issued', 'partially_paid', 'paid', 'void']),
    );
    expect(await listAll(client, '/api/sales/customers')).toHaveLength(24);
    expect(await listAll(client, '/api/sales/products')).toHaveLength(28);
  });

  it('gives the company with several stores several locations', async () => {
    const { body: several } = await expectStatus(200, (await signedIn('juniper')).get('/api/locations'));
    const { body: one } = await expectStatus(200, (await signedIn('marlow')).get('/api/locations'));
    expect(several.items.length).toBeGreaterThan(1);
    expect(one.items).toHaveLength(1);
  });

  it('makes nothing again at the second start', async () => {
    expect(await demo.ensure()).toEqual([]);
  });

  it('lets the next start complete what a killed one has begun', async () => {
    const record: DemoRecord = { complete: false, signIns };
    await writeFile(demo.file, JSON.stringify(record), { mode: 0o600 });
    expect(await demo.ensure()).toEqual(signIns);
    expect(JSON.parse(await readFile(demo.file, 'utf8'))).toEqual({ complete: true, signIns });
    expect(await listAll(await signedIn('juniper'), '/api/sales/customers')).toHaveLength(24);
  });
});

describe('a first start with room for one tenant', () => {
  let platform: TestPlatform;
  afterAll(() => platform?.close());

  it('makes juniper alone', async () => {
    platform = await startPlatform({ engine: 'sqlite', env: { DEMO: 'true', MAX_TENANTS: '1' } });
    const demo = platform.app.get(DemoTenants);
    expect((await demo.ensure()).map(({ tenant }) => tenant)).toEqual(['juniper']);
    expect(await demo.ensure()).toEqual([]);
  });
});

describe('a first start that was killed', () => {
  let platform: TestPlatform;
  afterAll(() => platform?.close());

  it('is completed by the next one with the passwords that were written down', async () => {
    platform = await startPlatform({ engine: 'sqlite', env: { DEMO: 'true' } });
    const signIns = ['juniper', 'marlow'].map((tenant) => ({
      tenant,
      name: tenant,
      url: `http://${tenant}.localhost:3000`,
      email: `owner@${tenant}.example`,
      password: `kept-password-of-${tenant}`,
    }));
    const demo = platform.app.get(DemoTenants);
    await writeFile(demo.file, JSON.stringify({ complete: false, signIns }), { mode: 0o600 });
    // The killed start had come as far as the empty tenant juniper.
    const { email: adminEmail, password: adminPassword } = signIns[0]!;
    const operator = await platform.operator();
    const input = { slug: 'juniper', name: 'Juniper', adminEmail, adminPassword };
    await expectStatus(201, operator.post('/api/tenants?wait=true', input));
    expect(await demo.ensure()).toEqual(signIns);
    for (const { tenant, email, password } of signIns) {
      const client = await platform.signIn(`${tenant}.localhost`, { email, password });
      expect(await listAll(client, '/api/sales/invoices')).toHaveLength(80);
    }
  });
});
