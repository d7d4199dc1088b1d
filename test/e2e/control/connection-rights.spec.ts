import { createConnection } from 'mysql2/promise';
import { describeEngines, withClient } from '@tenantry/nest/testing';
import {
  expectStatus,
  type HttpClient,
  startPlatform,
  type TenantClient,
  type TestPlatform,
} from '../../support/index.js';
import { copyStore, inDatabase } from '../../support/store-copies.js';

const PATH = '/api/tenants/acme/connection';
const PASSWORD = 'geheim';

/** `U`: a user that may enter the copy of a store and has the rights that a test gives it. */
describe('The user of requests behind another connection', () => {
  let platform: TestPlatform;
  let operator: HttpClient;
  let acme: TenantClient;
  let copy: string;

  const start = async (engine: 'postgres' | 'mysql') => {
    platform = await startPlatform({ engine });
    operator = await platform.operator();
    acme = await platform.createTenant({ slug: 'acme' });
    await expectStatus(201, acme.post('/api/sales/customers', { name: 'Original' }));
    copy = await copyStore(platform, 'acme', 'copy');
    await inDatabase(engine, copy, async (run) => void (await run("UPDATE customers SET name = 'Copied'")));
  };
  const as = (user: string) => Object.assign(new URL(copy), { username: user, password: PASSWORD }).href;
  const database = () => new URL(copy).pathname.slice(1);

  const expectServed = async (name: string) => {
    await platform.signIn('acme.localhost', acme.owner);
    const { body } = await expectStatus(200, acme.get('/api/sales/customers'));
    expect(body.items.map((customer: { name: string }) => customer.name)).toEqual([name]);
  };
  const expectRefused = async (urls: object) => {
    const { body } = await expectStatus(422, operator.put(PATH, urls));
    expect(body.code).toBe('store_rights_missing');
    expect(JSON.stringify(body)).not.toContain(PASSWORD);
    await expectServed('Original');
  };

  describe('on postgres', () => {
    beforeAll(() => start('postgres'), 300_000);
    afterAll(() => platform?.close());

    const role = async (name: string, ...grants: string[]): Promise<string> => {
      const user = platform.server.prefix + name;
      await withClient(copy, async (client) => {
        await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${PASSWORD}'`);
        await client.query(`GRANT CONNECT ON DATABASE ${database()} TO ${user}`);
        await client.query(`GRANT USAGE ON SCHEMA public TO ${user}`);
        for (const grant of grants) await client.query(`GRANT ${grant} TO ${user}`);
      });
      return as(user);
    };

    it.each([
      ['has no rights', 'none', []],
      ['reads its marker alone', 'marker', ['SELECT ON tenantry_store']],
      ['reads its marker and migrations alone', 'version', ['SELECT ON tenantry_store, migrations']],
      ['may read everything and write nothing', 'reader', ['SELECT ON ALL TABLES IN SCHEMA public']],
    ])('is refused when it %s, and the tenant is served as before', async (_what, name, grants) => {
      await expectRefused({ databaseUrl: await role(name, ...grants) });
    });

    it('is refused when the other URL is no owner, who could give it its rights', async () => {
      const rows = ['SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public'];
      await expectRefused({ databaseUrl: await role('poor'), adminUrl: await role('other', ...rows) });
    });

    it('is taken when it may read and write the rows of each table', async () => {
      const grants = [
        'SELECT ON ALL TABLES IN SCHEMA public',
        'INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public',
      ];
      const { body } = await expectStatus(
        200,
        operator.put(PATH, { databaseUrl: await role('all', ...grants) }),
      );
      expect(body.status).toBe('ok');
      await expectServed('Copied');
    });

    it('gets its rights from the owner of the other URL', async () => {
      const urls = { databaseUrl: await role('settled'), adminUrl: copy };
      const { body } = await expectStatus(200, operator.put(PATH, urls));
      expect(body).toMatchObject({ status: 'ok', user: `${platform.server.prefix}settled` });
      await expectServed('Copied');
    });

    it('keeps the list of migrations open where it is the owner itself', async () => {
      const owner = await role('owner');
      const user = `${platform.server.prefix}owner`;
      await inDatabase('postgres', copy, async (run) => {
        for (const table of ['migrations', 'tenantry_store', 'customers'])
          await run(`ALTER TABLE ${table} OWNER TO ${user}`);
        await run(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${user}`);
      });
      await expectStatus(200, operator.put(PATH, { databaseUrl: owner, adminUrl: owner }));
      await withClient(copy, async (client) => {
        const { rows } = await client.query(
          `SELECT has_table_privilege('${user}', 'migrations', 'INSERT') AS may`,
        );
        expect(rows).toEqual([{ may: true }]);
      });
      await expectServed('Copied');
    });
  });

  describeEngines(
    'on %s',
    () => {
      const users: string[] = [];
      beforeAll(() => start('mysql'), 300_000);
      afterAll(async () => {
        await inDatabase('mysql', copy, async (run) => {
          for (const name of users) await run(`DROP USER '${name}'`);
        });
        await platform?.close();
      });

      const user = async (...grants: string[]): Promise<string> => {
        const name = `${platform.server.prefix}${users.length}`;
        const connection = await createConnection(copy);
        await connection.query(`CREATE USER '${name}' IDENTIFIED BY '${PASSWORD}'`);
        users.push(name);
        for (const grant of grants) await connection.query(`GRANT ${grant} TO '${name}'`);
        await connection.end();
        return as(name);
      };

      it.each([
        ['reads its marker alone', (store: string) => [`SELECT ON ${store}.tenantry_store`]],
        [
          'reads its marker and migrations alone',
          (store: string) => [`SELECT ON ${store}.tenantry_store`, `SELECT ON ${store}.migrations`],
        ],
        ['may read everything and write nothing', (store: string) => [`SELECT ON ${store}.*`]],
      ])('is refused when it %s, and the tenant is served as before', async (_what, grants) => {
        await expectRefused({ databaseUrl: await user(...grants(database())) });
        await expectRefused({ databaseUrl: await user(...grants(database())), adminUrl: copy });
      });

      it('is taken when it may read and write rows, with an owner besides', async () => {
        const databaseUrl = await user(`SELECT, INSERT, UPDATE, DELETE ON ${database()}.*`);
        const { body } = await expectStatus(200, operator.put(PATH, { databaseUrl, adminUrl: copy }));
        expect(body.status).toBe('ok');
        await expectServed('Copied');
      });
    },
    ['mysql'],
  );
});
