// The same rows by Fastify and pg alone: no Nest, no TypeORM, no sign-in, no logs.
import Fastify from 'fastify';
import { Pool } from 'pg';
import { serveParent } from '../server-process.mjs';

const [{ CONNECTIONS_PER_TENANT = '4' }, { storeUrl, headers }] = process.argv
  .slice(2)
  .map((text) => JSON.parse(text));
const pool = new Pool({ connectionString: storeUrl, max: Number(CONNECTIONS_PER_TENANT) });
const COLUMNS = [
  ...['id', 'code', 'name', 'email', 'phone', 'tax_number', 'address', 'credit_limit', 'credit', 'active'],
  ...['created_at', 'updated_at', 'version'],
].join(', ');

const app = Fastify();
app.get('/api/sales/customers', async ({ query }) => {
  const limit = Number(query.limit);
  const { rows } = await pool.query(`SELECT ${COLUMNS} FROM customers ORDER BY id DESC LIMIT $1`, [
    limit + 1,
  ]);
  return { items: rows.slice(0, limit), nextCursor: rows.length > limit ? rows[limit - 1].id : null };
});
await app.listen({ port: 0, host: '127.0.0.1' });
serveParent({ port: app.server.address().port, headers }, async () => {
  await app.close();
  await pool.end();
});
