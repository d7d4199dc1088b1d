// The platform, with one tenant of 200 customers.
import { once } from 'node:events';
import { request } from 'node:http';
import { built } from '../built.mjs';
import { serveParent } from '../server-process.mjs';
import { liftRateLimits } from './no-limits.mjs';

const CUSTOMERS = 200;
const OPERATOR = { email: 'operator@bench.test', password: 'operator-password-1' };
const OWNER = { email: 'owner@bench.test', password: 'owner-password-1' };

const [settings] = process.argv.slice(2).map((text) => JSON.parse(text));
const config = built('src/config').loadConfig({
  ...settings,
  ADMIN_EMAIL: OPERATOR.email,
  ADMIN_PASSWORD: OPERATOR.password,
});
const app = await built('src/http/create-app').createApp(config);
liftRateLimits(app);
await app.listen(0, '127.0.0.1');

const operator = await signIn('admin.localhost', OPERATOR);
await post('admin.localhost', '/api/tenants?wait=true', operator, {
  slug: 'bench',
  name: 'Bench',
  adminEmail: OWNER.email,
  adminPassword: OWNER.password,
});
const token = await signIn('bench.localhost', OWNER);
for (let index = 0; index < CUSTOMERS; index += 1) {
  await post('bench.localhost', '/api/sales/customers', token, {
    name: `Customer ${index}`,
    email: `c${index}@x.test`,
  });
}

const { TenantResolver, StoreLocator } = built('libs/tenancy/src/index');
const tenant = await app.get(TenantResolver).get('bench');
serveParent(
  {
    port: app.getHttpServer().address().port,
    headers: { host: 'bench.localhost', authorization: `Bearer ${token}` },
    storeUrl: await app.get(StoreLocator).storeUrl(tenant),
  },
  () => app.close(),
);

async function signIn(host, credentials) {
  return (await post(host, '/api/auth/login', undefined, credentials)).accessToken;
}

/** `fetch` can't set the Host header. */
async function post(host, path, bearer, body) {
  const { port } = app.getHttpServer().address();
  const headers = {
    host,
    'content-type': 'application/json',
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', path, headers });
  outgoing.end(JSON.stringify(body));
  const [response] = await once(outgoing, 'response');
  const text = Buffer.concat(await response.toArray()).toString('utf8');
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${text}`);
  return JSON.parse(text);
}
