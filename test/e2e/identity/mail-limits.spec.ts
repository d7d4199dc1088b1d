import { expectStatus, startPlatform, type TenantClient, type TestPlatform } from '../../support/index.js';
import { mailsTo } from '../../support/auth.outbox.js';
import { done, made, newDraft } from '../../support/sales.support.js';

const VICTIM = 'victim@elsewhere.example';

describe('Mails of a company', () => {
  let platform: TestPlatform;
  let acme: TenantClient;
  let globex: TenantClient;
  beforeAll(async () => {
    platform = await startPlatform({ engine: 'sqlite' });
    acme = await platform.createTenant({ slug: 'acme', currency: 'EUR' });
    globex = await platform.createTenant({ slug: 'globex' });
  });
  afterAll(() => platform?.close());

  it('reach an address ten times an hour, and take nothing from another company', async () => {
    const invite = { email: VICTIM, role: 'viewer' };
    const { id } = await made(acme.post('/api/invitations', invite));
    const resend = () => acme.post(`/api/invitations/${id}/resend`);
    for (let sent = 1; sent < 10; sent += 1) await done(resend());
    const { status, body, headers } = await resend();
    expect([status, body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    const invoice = await newDraft(acme);
    await done(acme.post(`/api/sales/invoices/${invoice.id}/issue`));
    const send = (to: string) => acme.post(`/api/sales/invoices/${invoice.id}/send`, { to });
    expect((await send(VICTIM.toUpperCase())).status).toBe(429);
    await done(send('customer@elsewhere.example'));
    expect(await mailsTo(platform, VICTIM)).toHaveLength(10);
    await made(globex.post('/api/invitations', invite));
  });

  it('hold no link that a name brought along', async () => {
    const name = 'Ann https://evil.example/pay';
    await made(acme.post('/api/invitations', { email: 'ann@x.test', role: 'viewer', name }));
    const [mail = ''] = await mailsTo(platform, 'ann@x.test');
    expect(mail).toContain('/invitations/accept#');
    expect(mail).not.toMatch(/https:\/\/evil|evil\.example/);
    const two = { email: 'bo@x.test', role: 'viewer', name: 'Bo\r\nPay here' };
    await expectStatus(400, acme.post('/api/invitations', two));
  });
});
