import { Tenancy } from '@tenantry/nest';
import { expectStatus, startPlatform, TEST_ENGINES, type TestPlatform } from '../../support/index.js';
import { mailedToken, mailsTo } from '../../support/auth.outbox.js';

describe.each(TEST_ENGINES)('The first owner of a tenant on %s', (engine) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
  });
  afterAll(() => platform.close());

  const create = async (input: Record<string, string>) => {
    const operator = await platform.operator();
    return expectStatus(201, operator.post('/api/tenants?wait=true', { name: input['slug'], ...input }));
  };

  it('is invited when no password was chosen, and joins as an owner', async () => {
    await create({ slug: 'acme', adminEmail: 'Ann@Acme.test' });
    const token = await mailedToken(platform, 'ann@acme.test');
    const guest = platform.request('acme.localhost');
    const answer = { token, name: 'Ann', password: 'password of ann' };
    const { body } = await expectStatus(200, guest.post('/api/invitations/accept', answer));
    expect(body.user).toMatchObject({ email: 'ann@acme.test', role: 'owner', active: true });
    await expectStatus(200, guest.as(body.accessToken).get('/api/users'));
  });

  it('signs in at once when a password was chosen, and gets no mail', async () => {
    const owner = { adminEmail: 'bob@beta.test', adminPassword: 'password of bob' };
    await create({ slug: 'beta', ...owner });
    await platform.signIn('beta.localhost', { email: owner.adminEmail, password: owner.adminPassword });
    expect(await mailsTo(platform, owner.adminEmail)).toEqual([]);
  });

  it('is found by the central sign-in', async () => {
    const login = { email: 'bob@beta.test', password: 'password of bob' };
    const { body } = await expectStatus(200, platform.request('localhost').post('/api/auth/login', login));
    expect(body.tenant.slug).toBe('beta');
  });

  it('can not rewrite the audit log, not even by SQL', async () => {
    const tenancy = platform.app.get(Tenancy);
    const query = (sql: string) => tenancy.run('beta', () => tenancy.dataSource().query(sql));
    await expect(query("UPDATE audit_log SET action = 'nothing'")).rejects.toThrow('append-only');
    await expect(query('DELETE FROM audit_log')).rejects.toThrow('append-only');
  });
});
