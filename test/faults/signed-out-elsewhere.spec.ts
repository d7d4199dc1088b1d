import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CatalogListener } from '@tenantry/nest/operator';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { boot } from '../support/boot.js';
import {
  expectStatus,
  HttpClient,
  OPERATOR,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../support/index.js';

/** Two seconds are promised; the machine of a test may be busy. What runs out by itself takes ten. */
const SOON_MS = 5_000;
const PASSWORD = 'correct horse battery';

describe.each([
  ['sqlite', 'asking'],
  ['postgres', 'asking'],
  ['postgres', 'hearing'],
] as const)('A program on %s that learns by %s what another one changed', (engine, how) => {
  const agent = new Agent({ keepAlive: true });
  let platform: TestPlatform;
  let other: NestFastifyApplication;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
    other = await boot(platform.env);
    if (how === 'hearing') await other.get(CatalogListener).start();
    await other.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    agent.destroy();
    await other?.close();
    await platform?.close();
  });

  const there = (host: string, token: string): HttpClient => {
    const { port } = other.getHttpServer().address() as AddressInfo;
    return new HttpClient({ port, host, token, agent });
  };
  const user = async (name: string, role = 'admin') => {
    const credentials = { email: `${name}@acme.test`, password: PASSWORD };
    const { body } = await expectStatus(201, acme.post('/api/users', { ...credentials, name, role }));
    const { body: signedIn } = await expectStatus(
      200,
      platform.request('acme.localhost').post('/api/auth/login', credentials),
    );
    const elsewhere = there('acme.localhost', signedIn.accessToken);
    await expectStatus(200, elsewhere.get('/api/users'));
    return { id: body.id as string, signedIn, elsewhere };
  };
  /** Milliseconds until the other program answers so. */
  async function until(status: number, client: HttpClient, path = '/api/users'): Promise<number> {
    const begin = performance.now();
    while ((await client.get(path)).status !== status) await pause(20);
    return performance.now() - begin;
  }

  it('refuses whoever signed out there', async () => {
    const { signedIn, elsewhere } = await user('olga');
    const { refreshToken } = signedIn;
    await expectStatus(200, platform.request('acme.localhost').post('/api/auth/logout', { refreshToken }));
    expect(await until(401, elsewhere)).toBeLessThan(SOON_MS);
  });

  it('refuses whoever was deactivated or given another role there', async () => {
    const [gone, less] = [await user('gone'), await user('less')];
    await expectStatus(204, acme.delete(`/api/users/${gone.id}`));
    await expectStatus(200, acme.patch(`/api/users/${less.id}`, { role: 'viewer' }));
    expect(await until(401, gone.elsewhere)).toBeLessThan(SOON_MS);
    expect(await until(403, less.elsewhere)).toBeLessThan(SOON_MS);
  });

  it('refuses the tokens from before a password was changed there', async () => {
    const { signedIn, elsewhere } = await user('paula');
    const change = { currentPassword: PASSWORD, newPassword: 'another horse battery' };
    const here = platform.request('acme.localhost').as(signedIn.accessToken);
    const { body } = await expectStatus(200, here.post('/api/auth/password/change', change));
    expect(await until(401, elsewhere)).toBeLessThan(SOON_MS);
    expect((await elsewhere.as(body.accessToken).get('/api/users')).status).toBe(200);
  });

  it('refuses an operator who was deactivated there', async () => {
    const operator = await platform.operator();
    const { password: currentPassword } = OPERATOR;
    const robin = { email: 'robin@x.test', password: PASSWORD };
    const { body } = await expectStatus(201, operator.post('/api/operators', { ...robin, currentPassword }));
    const { token = '' } = await platform.signIn('admin.localhost', robin);
    const elsewhere = there('admin.localhost', token);
    await expectStatus(200, elsewhere.get('/api/operators'));
    await expectStatus(204, operator.delete(`/api/operators/${body.id}`, { body: { currentPassword } }));
    expect(await until(401, elsewhere, '/api/operators')).toBeLessThan(SOON_MS);
  });
});
