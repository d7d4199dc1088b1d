import { DomainRecheck, TxtRecords } from '@tenantry/nest/operator';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  TEST_ENGINES,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { mailsTo } from '../../support/auth.outbox.js';
import { cli } from '../../support/cli.terminal.js';

describe.each(TEST_ENGINES)('/api/tenants/:slug/domains on %s', (engine) => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let acme: TenantClient;
  const values = new Set<string>();

  beforeAll(async () => {
    // On the class: the command line brings its own instance.
    jest.spyOn(TxtRecords.prototype, 'find').mockImplementation(async () => [...values]);
    platform = await startPlatform({ engine });
    operator = await platform.operator();
    acme = await platform.createTenant({ slug: 'acme' });
    await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  const path = (rest = '', slug = 'acme') => `/api/tenants/${slug}/domains${rest}`;
  const add = async (domain: string, slug = 'acme') => {
    const { body } = await expectStatus(201, operator.post(path('', slug), { domain }));
    values.add(body.verification.value);
    return body;
  };
  const addVerified = async (domain: string, slug = 'acme') => {
    await add(domain, slug);
    await expectStatus(200, operator.post(path(`/${domain}/verify`, slug)));
  };

  it('begins empty', async () => {
    expect((await expectStatus(200, operator.get(path()))).body).toEqual({ items: [], nextCursor: null });
  });

  it('adds a domain with the record to make, verifies it, and lists it', async () => {
    const added = await add('Shop.Example.org');
    expect(added).toEqual({
      domain: 'shop.example.org',
      verified: false,
      primary: false,
      verification: {
        type: 'TXT',
        name: '_tenantry-challenge.shop.example.org',
        value: expect.stringMatching(/^tenantry-verification=[\w-]{32}$/),
      },
    });
    const me = () => acme.on('shop.example.org').get('/api/auth/me');
    expect((await me()).body.code).toBe('tenant_not_found');
    const { body } = await expectStatus(200, operator.post(path('/shop.example.org/verify')));
    expect(body).toEqual({ ...added, verified: true });
    expect((await expectStatus(200, me())).body.tenant.slug).toBe('acme');
    expect((await operator.get(path())).body.items).toEqual([body]);
  });

  it('takes a domain in another script, and is asked for it as browsers do, in ASCII', async () => {
    await add('münchen.example');
    await expectStatus(200, operator.post(path(`/${encodeURIComponent('MÜNCHEN.example')}/verify`)));
    await expectStatus(200, acme.on('xn--mnchen-3ya.example').get('/api/auth/me'));
    const raw = Buffer.from('münchen.example').toString('latin1');
    expect((await expectStatus(400, acme.on(raw).get('/api/auth/me'))).body.code).toBe('bad_host');
  });

  it.each<[number, string, unknown]>([
    [400, 'validation_failed', undefined],
    [400, 'validation_failed', 7],
    [400, 'validation_failed', 'https://shop.example.org/'],
    [422, 'domain_not_allowed', 'localhost'],
    [422, 'domain_not_allowed', 'globex.LOCALHOST.'],
    [422, 'domain_not_allowed', '192.0.2.1'],
    [409, 'domain_taken', 'shop.example.org'],
  ])('answers %i %s to %j and adds nothing', async (status, code, domain) => {
    const before = (await operator.get(path())).body;
    const { body } = await expectStatus(status, operator.post(path(), { domain }));
    expect(body.code).toBe(code);
    expect((await operator.get(path())).body).toEqual(before);
  });

  it('keeps a verified domain from everybody else', async () => {
    const { body } = await expectStatus(
      409,
      operator.post(path('', 'globex'), { domain: 'shop.example.org' }),
    );
    expect(body.code).toBe('domain_taken');
    for (const rest of ['/shop.example.org/verify', '/shop.example.org/primary']) {
      expect((await operator.post(path(rest, 'globex'))).body.code).toBe('not_found');
    }
    await expectStatus(404, operator.delete(path('/shop.example.org', 'globex')));
  });

  it('says which record is missing', async () => {
    const { body } = await expectStatus(201, operator.post(path(), { domain: 'later.example' }));
    for (const action of ['verify', 'primary']) {
      const { body: problem } = await expectStatus(422, operator.post(path(`/later.example/${action}`)));
      expect(problem.code).toBe('domain_not_verified');
      expect(problem.detail).toContain(body.verification.value);
    }
  });

  it('leads the links in mails to the primary domain, while there is one', async () => {
    const linkHost = async () => {
      const { email } = acme.owner;
      const before = (await mailsTo(platform, email)).length;
      await expectStatus(200, acme.post('/api/auth/password/forgot', { email }));
      // The answer doesn't wait for the mail.
      let mails: string[];
      do mails = await mailsTo(platform, email);
      while (mails.length === before);
      return new URL(/http\S+/.exec(mails.at(-1) ?? '')?.[0] ?? '').host;
    };
    expect(await linkHost()).toBe('acme.localhost:3000');
    const { body } = await expectStatus(200, operator.post(path('/shop.example.org/primary')));
    expect(body.primary).toBe(true);
    expect(await linkHost()).toBe('shop.example.org:3000');
    await expectStatus(204, operator.delete(path('/shop.example.org')));
    expect(await linkHost()).toBe('acme.localhost:3000');
  });

  it('refuses a suspended tenant on its domain too, and answers when it is back', async () => {
    await addVerified('open.example');
    const me = () => acme.on('open.example').get('/api/auth/me');
    await expectStatus(200, operator.post('/api/tenants/acme/suspend'));
    expect((await expectStatus(403, me())).body.code).toBe('tenant_suspended');
    await expectStatus(200, operator.post('/api/tenants/acme/resume'));
    await expectStatus(200, me());
    await expectStatus(204, operator.delete(path('/open.example')));
    expect((await expectStatus(404, me())).body.code).toBe('tenant_not_found');
  });

  it('is for operators, and of tenants that exist', async () => {
    await expectStatus(401, platform.request('admin.localhost').get(path()));
    await expectStatus(404, acme.get(path()));
    expect((await operator.get(path('', 'nobody'))).body.code).toBe('tenant_not_found');
  });

  it('writes down who did what', async () => {
    const { body } = await operator.get('/api/audit?action=domain.remove');
    expect(body.items[0]).toMatchObject({
      entity: 'domain',
      entityId: 'acme',
      after: { domain: 'open.example' },
    });
  });

  it('writes down a domain that lost its record, though nobody did it', async () => {
    await addVerified('sold.example');
    const records = new Set(values);
    values.clear();
    const day = 86_400_000;
    const recheck = platform.app.get(DomainRecheck);
    const lapsed: string[] = [];
    for (let days = 1; lapsed.length === 0; days += 1)
      lapsed.push(...(await recheck.run(new Date(Date.now() + days * day))).lapsed);
    for (const record of records) values.add(record);
    const { body } = await operator.get('/api/audit?action=domain.lapse&q=acme');
    const domains = body.items.map(({ after }: { after: { domain: string } }) => after.domain);
    expect(domains.toSorted()).toEqual(lapsed.toSorted());
    expect(body.items[0]).toMatchObject({ entity: 'domain', entityId: 'acme', actor: { kind: 'system' } });
    expect((await acme.on('sold.example').get('/api/auth/me')).body.code).toBe('tenant_not_found');
  });

  it('does the same by the command line', async () => {
    const run = (...argv: string[]) => cli(['tenant', 'domains', ...argv], { env: platform.env });
    const json = async (...argv: string[]) => {
      const { code, stdout, stderr } = await run(...argv, '--json');
      return { code, answer: JSON.parse(stdout || stderr) };
    };
    expect(await run('globex')).toMatchObject({ code: 0, stdout: expect.stringContaining('no domain') });
    const added = await json('add', 'globex', 'cli.example');
    expect(added).toMatchObject({ code: 0, answer: { domain: 'cli.example', verified: false } });
    expect(await json('verify', 'globex', 'cli.example')).toMatchObject({
      code: 3,
      answer: { code: 'domain_not_verified' },
    });
    values.add(added.answer.verification.value);
    expect(await json('verify', 'globex', 'cli.example')).toMatchObject({ answer: { verified: true } });
    expect(await json('primary', 'globex', 'cli.example')).toMatchObject({ answer: { primary: true } });
    expect((await run('list', 'globex', '--wide')).stdout).toContain('_tenantry-challenge.cli.example');
    expect(await json('remove', 'globex', 'cli.example')).toMatchObject({ code: 0 });
    expect(await json('globex')).toEqual({ code: 0, answer: [] });
    const { body } = await operator.get('/api/audit?entity=domain&entityId=globex');
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual(
      ['remove', 'primary', 'verify', 'add'].map((verb) => `domain.${verb}`),
    );
    expect(body.items[0]).toMatchObject({ actor: { kind: 'system' }, after: { domain: 'cli.example' } });
    expect(await run('frobnicate')).toMatchObject({ code: 3 });
    expect(await run('add', 'globex')).toMatchObject({ code: 2 });
  });
});
