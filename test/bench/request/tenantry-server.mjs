// The platform, with one tenant, which makes 200 customers and 40 invoices.
import { built } from '../built.mjs';
import { serveParent } from '../server-process.mjs';
import { fillCustomers, fillInvoices, post } from './fill.mjs';
import { liftRateLimits } from './no-limits.mjs';

const OPERATOR = { email: 'operator@bench.test', password: 'operator-password-1' };
const OWNER = { email: 'owner@bench.test', password: 'owner-password-1' };

const [settings] = process.argv.slice(2).map((text) => JSON.parse(text));
const config = built('src/config/config').loadConfig({
  ...settings,
  ADMIN_EMAIL: OPERATOR.email,
  ADMIN_PASSWORD: OPERATOR.password,
});
const app = await built('src/boot/create-app').createApp(config);
liftRateLimits(app);
await app.listen(0, '127.0.0.1');

const { port } = app.getHttpServer().address();
const operator = await signIn('admin.localhost', OPERATOR);
const tenant = await makeTenant('bench');
await fillCustomers(port, tenant.headers);
await fillInvoices(port, tenant.headers);
serveParent({ port, ...tenant }, () => app.close());

async function makeTenant(slug) {
  const owner = { adminEmail: OWNER.email, adminPassword: OWNER.password };
  const headers = { host: 'admin.localhost', authorization: `Bearer ${operator}` };
  await post(port, '/api/tenants?wait=true', headers, { slug, name: slug, ...owner });
  const { TenantResolver } = built('libs/tenancy/src/index');
  const { StoreLocator } = built('libs/tenancy/src/operator');
  const tenant = await app.get(TenantResolver).get(slug);
  const token = await signIn(`${slug}.localhost`, OWNER);
  return {
    headers: { host: `${slug}.localhost`, authorization: `Bearer ${token}` },
    storeUrl: await app.get(StoreLocator).storeUrl(tenant),
  };
}

async function signIn(host, credentials) {
  return (await post(port, '/api/auth/login', { host }, credentials)).accessToken;
}
