import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { built } from '../built.mjs';
import { FILL } from './databases.mjs';

const TABLE = `(id uuid PRIMARY KEY, name varchar NOT NULL, email varchar NOT NULL,
  credit_limit bigint NOT NULL, active boolean NOT NULL, created_at timestamptz NOT NULL)`;

/**
 * The same tenants once more in one shared database, as schemas and as rows, made by the engine's own code; and the
 * rows in a second table that no policy guards.
 */
export async function makeSharedStores({ tenants, serverUrl }) {
  const { engineOfUrl } = built('libs/tenancy/src/engine/engines');
  const { roleName } = built('libs/tenancy/src/isolation/role-name');
  const prefix = `tenantry_bench_${randomBytes(3).toString('hex')}_`;
  const login = { user: `${prefix}pool`, password: randomBytes(12).toString('hex') };
  const database = { name: `${prefix}shared`, login, platform: 'bench' };
  const engine = engineOfUrl(serverUrl.href);
  const [schemas, rows] = ['schema', 'row'].map((isolation) =>
    engine.stores(serverUrl.href, { isolation, database }),
  );
  const url = Object.assign(new URL(serverUrl), { pathname: `/${database.name}` });
  const known = Array.from({ length: tenants }, (_, index) => ({
    id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    store: `${prefix}${index}`,
  }));
  const drop = () => dropShared(serverUrl, { database, roles: known.map(({ id }) => roleName(id)) });
  try {
    await rows.create();
    const owner = new Client({ connectionString: url.href });
    await owner.connect();
    await owner.query(`CREATE TABLE customers ${TABLE}; CREATE INDEX ON customers (name, id)`);
    await rows.settle();
    for (const [index, { id, store }] of known.entries()) {
      await rows.mark(store, id);
      await owner.query(
        `INSERT INTO customers (${FILL.columns}, tenant_id) ${FILL.select(index, `'${id}'`)}`,
      );
      await makeSchema({ schemas, owner, user: roleName(id) }, { id, store, index });
      if ((index + 1) % 50 === 0) process.stderr.write(`${index + 1} of ${tenants} schemas\n`);
    }
    await owner.query(`
      CREATE TABLE unguarded (LIKE customers INCLUDING INDEXES);
      INSERT INTO unguarded SELECT * FROM customers;
      GRANT SELECT ON unguarded TO ${login.user}; ANALYZE customers; ANALYZE unguarded`);
    await owner.end();
    return { tenants: known, url: engine.withCredentials(url.href, login), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function makeSchema({ schemas, owner, user }, { id, store, index }) {
  await schemas.create(store);
  await schemas.roles.create(store, { user, password: '' });
  await owner.query(`
    CREATE TABLE ${store}.customers ${TABLE}; CREATE INDEX ON ${store}.customers (name, id);
    INSERT INTO ${store}.customers ${FILL.select(index)}; ANALYZE ${store}.customers`);
  await schemas.mark(store, id);
  await schemas.settle(store, user);
}

async function dropShared(serverUrl, { database, roles }) {
  const admin = new Client({ connectionString: serverUrl.href });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${database.name} WITH (FORCE)`);
  for (const role of [...roles, database.login.user]) await admin.query(`DROP ROLE IF EXISTS ${role}`);
  await admin.end();
}
