import { hash } from '@node-rs/argon2';
import { Tenancy } from '@tenantry/nest';
import { Repository } from 'typeorm';
import { tenantRepositoryToken } from '../../../libs/tenancy/src/repository/inject-tenant-repository.js';
import { User } from '../../../src/identity/rows/user.entity.js';
import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';

/** One letter, and the same of two. */
const COMPOSED = 'P\u00E4sswort-2026';
const DECOMPOSED = 'Pa\u0308sswort-2026';

describe('A password', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform?.close());

  const login = async (email: string, password: string) =>
    (await platform.request('acme.localhost').post('/api/auth/login', { email, password })).status;
  const user = async (name: string, password: string) => {
    const email = `${name}@acme.test`;
    const { body } = await acme.post('/api/users', { email, name, role: 'viewer', password });
    return { email, id: body.id as string };
  };
  const inStore = <R>(work: (users: Repository<User>) => Promise<R>): Promise<R> =>
    platform.app
      .get(Tenancy)
      .run('acme', () =>
        work(platform.app.get<Repository<User>>(tenantRepositoryToken(User), { strict: false })),
      );

  it.each([
    ['composed', COMPOSED],
    ['decomposed', DECOMPOSED],
  ])('that was set %s signs in however its letters are typed', async (name, password) => {
    const { email } = await user(name, password);
    expect([await login(email, COMPOSED), await login(email, DECOMPOSED)]).toEqual([200, 200]);
  });

  it('that was hashed as it was sent still signs in so, and in any form from then on', async () => {
    const { email, id } = await user('before', 'another password');
    const before = await hash(DECOMPOSED);
    await inStore((users) => users.update({ id }, { passwordHash: before }));
    expect(await login(email, COMPOSED)).toBe(401);
    expect(await login(email, DECOMPOSED)).toBe(200);
    const { passwordHash } = await inStore((users) => users.findOneByOrFail({ id }));
    expect(passwordHash).not.toBe(before);
    expect([await login(email, COMPOSED), await login(email, DECOMPOSED)]).toEqual([200, 200]);
  });

  it('keeps its blanks and its full width', async () => {
    const { email } = await user('blanks', '  a password with blanks ');
    expect(await login(email, 'a password with blanks')).toBe(401);
    expect(await login(email, '  a password with blanks ')).toBe(200);
    const wide = await user('wide', 'ｐａｓｓｗｏｒｄ12');
    expect(await login(wide.email, 'password12')).toBe(401);
  });

  it('has as many letters as it shows', async () => {
    const short = { email: 's@acme.test', name: 's', role: 'viewer', password: 'a\u0308'.repeat(9) };
    const { body } = await expectStatus(400, acme.post('/api/users', short));
    expect(body.errors[0].message).toBe('password must be at least 10 characters long');
  });
});
