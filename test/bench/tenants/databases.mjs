import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const ROWS = 200;
const HEADROOM = 5;

/** 200 customers, the first of which, in the order of names, bears the tenant's name. */
export const FILL = {
  columns: 'id, name, email, credit_limit, active, created_at',
  select: (index, more = '') =>
    `SELECT gen_random_uuid(), CASE n WHEN 1 THEN 'Tenant ${index}' ELSE 'Unit ' || lpad(n::text, 4, '0') END,
            'c' || n || '@x.test', n * 100, true, now() ${more && `, ${more}::uuid`}
     FROM generate_series(1, ${ROWS}) n`,
};

export const serverUrl = new URL(
  process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres',
);
const urlOf = (database) => Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;

/** A database per tenant, from one template: 200 customers, the first of which bears the tenant's name. */
export async function makeDatabases({ tenants, cap }) {
  const prefix = `tenantry_bench_${randomBytes(3).toString('hex')}_`;
  const admin = new Client({ connectionString: serverUrl.href });
  await admin.connect();
  const drop = () => dropAll(admin, prefix);
  try {
    await assertRoom(admin, cap);
    await admin.query(`CREATE DATABASE ${prefix}template`);
    await inDatabase(`${prefix}template`, fillTemplate);
    const made = [];
    for (let index = 0; index < tenants; index += 1) {
      const [id, database] = [`tenant-${index}`, `${prefix}${index}`];
      await admin.query(`CREATE DATABASE ${database} TEMPLATE ${prefix}template`);
      await inDatabase(database, (client) => mark(client, { id, index }));
      made.push({ id, url: urlOf(database) });
      if ((index + 1) % 50 === 0) process.stderr.write(`${index + 1} of ${tenants} databases\n`);
    }
    return { tenants: made, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Too many clients would be the server's refusal, not the side's that is measured. */
async function assertRoom(admin, cap) {
  const { rows } = await admin.query(
    `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS free`,
  );
  if (rows[0].free < cap + HEADROOM) {
    throw new Error(`The server has ${rows[0].free} free connections: ask for fewer by --cap.`);
  }
}

async function fillTemplate(client) {
  await client.query(`
    CREATE TABLE customers (id uuid PRIMARY KEY, name varchar NOT NULL, email varchar NOT NULL,
                            credit_limit bigint NOT NULL, active boolean NOT NULL, created_at timestamptz NOT NULL);
    CREATE INDEX ON customers (name, id);
    CREATE TABLE tenantry_store (tenant_id varchar NOT NULL);
    INSERT INTO customers ${FILL.select(0)};
    ANALYZE customers`);
}

/** Its own name is first in the order of names. */
async function mark(client, { id, index }) {
  await client.query('INSERT INTO tenantry_store VALUES ($1)', [id]);
  await client.query(
    `UPDATE customers SET name = $1 WHERE id = (SELECT id FROM customers ORDER BY name LIMIT 1)`,
    [`Tenant ${index}`],
  );
}

async function inDatabase(database, work) {
  const client = new Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(admin, prefix) {
  const { rows } = await admin.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of rows)
    await admin.query(`DROP DATABASE ${admin.escapeIdentifier(datname)} WITH (FORCE)`);
  await admin.end();
}
