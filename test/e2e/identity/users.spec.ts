import {
  expectStatus,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { mailedToken } from '../../support/auth.outbox.js';

describe.each(TEST_ENGINES)('Users of a tenant on %s', (engine) => {
  let platform: TestPlatform;
  let acme: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine });
    acme = await platform.createTenant({ slug: 'acme' });
  });
  afterAll(() => platform.close());

  const guest = () => platform.request('acme.localhost');
  const input = (name: string, role = 'sales') => ({
    email: `${name}@acme.test`,
    name,
    role,
    password: `password of ${name}`,
  });
  const add = async (name: string, role?: string) =>
    (await expectStatus(201, acme.post('/api/users', input(name, role)))).body;
  const as = (name: string) => {
    const { email, password } = input(name);
    return platform.signIn('acme.localhost', { email, password });
  };
  const invite = (email: string, role = 'viewer') => acme.post('/api/invitations', { email, role });
  const accept = (body: object) => guest().post('/api/invitations/accept', body);

  it('are made and listed without their secrets', async () => {
    const user = await add('anna');
    expect(user).toMatchObject({
      email: 'anna@acme.test',
      name: 'anna',
      role: 'sales',
      active: true,
      version: 1,
    });
    expect(JSON.stringify(user)).not.toContain('argon');
    const { body } = await expectStatus(200, acme.get('/api/users?q=ANNA'));
    expect(body.items).toEqual([user]);
    expect((await acme.get(`/api/users/${user.id}`)).body).toEqual(user);
  });

  it('choose their password by a mail when they were made without one', async () => {
    const user = { email: 'wanda@acme.test', name: 'Wanda', role: 'viewer', active: true };
    await expectStatus(201, acme.post('/api/users', user));
    const choice = { token: await mailedToken(platform, user.email), password: 'password of wanda' };
    await expectStatus(200, guest().post('/api/auth/password/reset', choice));
    await platform.signIn('acme.localhost', { email: user.email, password: choice.password });
  });

  it('have an address of their own', async () => {
    await add('bea');
    const { status, body } = await acme.post('/api/users', { ...input('bea'), email: 'BEA@acme.test' });
    expect([status, body.code]).toEqual([409, 'conflict']);
  });

  it('are handled by owners and admins alone', async () => {
    await add('carl');
    const carl = await as('carl');
    for (const path of ['/api/users', '/api/invitations', '/api/audit']) {
      const { status, body } = await carl.get(path);
      expect([path, status, body.code]).toEqual([path, 403, 'forbidden']);
    }
  });

  it('keep an admin from handling owners', async () => {
    await add('ada', 'admin');
    const ada = await as('ada');
    expect((await ada.post('/api/users', input('boss', 'owner'))).body.code).toBe('forbidden');
    expect((await ada.post('/api/invitations', { email: 'b@x.test', role: 'owner' })).body.code).toBe(
      'forbidden',
    );
    const { body: owners } = await ada.get('/api/users?role=owner');
    const demote = ada.patch(`/api/users/${owners.items[0].id}`, { role: 'viewer' });
    expect((await demote).body.code).toBe('forbidden');
  });

  it('feel a changed role and a deactivation at once', async () => {
    const { id } = await add('dora', 'admin');
    const dora = await as('dora');
    await expectStatus(200, dora.get('/api/users'));
    await expectStatus(200, acme.patch(`/api/users/${id}`, { role: 'sales' }));
    await expectStatus(403, dora.get('/api/users'));
    await expectStatus(204, acme.delete(`/api/users/${id}`));
    await expectStatus(401, dora.get('/api/auth/me'));
    await expectStatus(200, acme.patch(`/api/users/${id}`, { active: true }));
    await expectStatus(401, dora.get('/api/auth/me'));
    await expectStatus(
      200,
      guest().post('/api/auth/login', { email: 'dora@acme.test', password: input('dora').password }),
    );
  });

  it('are changed only when nobody else has changed them meanwhile', async () => {
    const { id, version } = await add('emil');
    await expectStatus(200, acme.patch(`/api/users/${id}`, { name: 'Emil A.', version }));
    const late = await acme.patch(`/api/users/${id}`, { name: 'Emil B.', version });
    expect([late.status, late.body.code]).toEqual([409, 'version_conflict']);
  });

  it('never lose their last owner, even when two owners remove each other at once', async () => {
    const beta = await platform.createTenant({ slug: `beta-${engine}` });
    const { body: me } = await beta.get('/api/auth/me');
    const alone = await beta.delete(`/api/users/${me.id}`);
    expect([alone.status, alone.body.code]).toEqual([422, 'last_owner']);
    expect((await beta.patch(`/api/users/${me.id}`, { role: 'viewer' })).body.code).toBe('last_owner');
    const { body: second } = await expectStatus(201, beta.post('/api/users', input('second', 'owner')));
    const answers = await Promise.all([me.id, second.id].map((id) => beta.delete(`/api/users/${id}`)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('join by an invitation from a mail', async () => {
    const { body: invitation } = await expectStatus(201, invite('Gina@acme.test', 'accountant'));
    expect(invitation).toMatchObject({ email: 'gina@acme.test', role: 'accountant', status: 'pending' });
    expect(JSON.stringify(invitation)).not.toContain('token');
    const token = await mailedToken(platform, 'gina@acme.test');
    const { body } = await expectStatus(200, accept({ token, name: 'Gina', password: 'password of gina' }));
    expect(body.user).toMatchObject({ email: 'gina@acme.test', name: 'Gina', role: 'accountant' });
    await expectStatus(200, guest().as(body.accessToken).get('/api/auth/me'));
    expect((await accept({ token, name: 'Gina', password: 'password of gina' })).body.code).toBe(
      'invitation_invalid',
    );
    expect((await acme.get(`/api/invitations/${invitation.id}`)).body.status).toBe('accepted');
  });

  it('are invited once, and again by another link', async () => {
    const { body: invitation } = await expectStatus(201, invite('hugo@acme.test'));
    expect((await invite('hugo@acme.test')).body.code).toBe('conflict');
    const first = await mailedToken(platform, 'hugo@acme.test');
    await expectStatus(200, acme.post(`/api/invitations/${invitation.id}/resend`));
    const second = await mailedToken(platform, 'hugo@acme.test');
    const answer = (token: string) => accept({ token, name: 'Hugo', password: 'password of hugo' });
    expect((await answer(first)).body.code).toBe('invitation_invalid');
    await expectStatus(200, answer(second));
  });

  it('can not join by an invitation that was taken back', async () => {
    const { body: invitation } = await expectStatus(201, invite('ida@acme.test'));
    const token = await mailedToken(platform, 'ida@acme.test');
    await expectStatus(204, acme.delete(`/api/invitations/${invitation.id}`));
    const late = await accept({ token, name: 'Ida', password: 'password of ida' });
    expect([late.status, late.body.code]).toEqual([422, 'invitation_invalid']);
    expect((await acme.get('/api/invitations?status=revoked')).body.items).toMatchObject([
      { id: invitation.id },
    ]);
  });

  it('are at most as many as the tenant may have, when all come at once', async () => {
    const slug = `gamma-${engine}`;
    const gamma = await platform.createTenant({ slug, maxUsers: 4 });
    const people = Array.from({ length: 10 }, (_, index) => `p${index}@gamma.test`);
    for (const email of people) {
      await expectStatus(201, gamma.post('/api/invitations', { email, role: 'viewer', name: email }));
    }
    const tokens = await Promise.all(people.map((email) => mailedToken(platform, email)));
    const answers = await Promise.all(
      tokens.map((token) =>
        platform
          .request(`${slug}.localhost`)
          .post('/api/invitations/accept', { token, password: 'ten characters' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['403 plan_limit_reached']),
    );
    expect((await gamma.post('/api/users', input('one-more'))).body.code).toBe('plan_limit_reached');
    const operator = await platform.operator();
    expect((await operator.get(`/api/tenants/${slug}`)).body.users).toBe(4);
  });

  it('leave a trace of what they did', async () => {
    const { id } = await add('jana');
    await expectStatus(200, acme.patch(`/api/users/${id}`, { role: 'manager' }));
    const { body } = await expectStatus(200, acme.get(`/api/audit?entityId=${id}`));
    expect(body.items).toMatchObject([
      {
        action: 'user.updated',
        actor: { kind: 'user', email: acme.owner.email },
        before: { role: 'sales' },
        after: { role: 'manager' },
        requestId: expect.any(String),
      },
      { action: 'user.created', entity: 'user', entityId: id },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/argon|password of/);
  });

  it('can be paged through', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await expectStatus(200, acme.get(`/api/users?limit=2${cursor}`));
      seen.push(...body.items.map(({ email }: { email: string }) => email));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.length).toBeGreaterThan(4);
  });

  it('are refused with the field that is wrong', async () => {
    const { status, body } = await acme.post('/api/users', {
      email: 'x',
      name: ' ',
      role: 'king',
      password: 'short',
      x: 1,
    });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect(new Set(paths)).toEqual(new Set(['email', 'name', 'role', 'password', 'x']));
  });

  it('are left as they are by what is null', async () => {
    const { id } = await add('nora');
    const nothing = { name: null, role: null, active: null };
    const { body } = await expectStatus(200, acme.patch(`/api/users/${id}`, nothing));
    expect(body).toMatchObject({ name: 'nora', role: 'sales', active: true });
  });

  it.each(['/api/users/1', '/api/users/0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10', '/api/invitations/x'])(
    'are not found at %s',
    async (path) => expect((await acme.get(path)).body.code).toBe('not_found'),
  );

  it.each(['/api/users?q=%00', '/api/audit?action=%00', '/api/users?cursor=x', '/api/users?limit=0'])(
    'are not listed by %s',
    async (path) => expect((await acme.get(path)).body.code).toBe('validation_failed'),
  );

  it('sign in with nothing that a store would choke on', async () => {
    const { body } = await guest().post('/api/auth/login', { email: 'a\0b@acme.test', password: 'x' });
    expect(body.code).toBe('validation_failed');
  });
});
