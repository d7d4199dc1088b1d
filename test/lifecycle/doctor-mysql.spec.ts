import { StoreLocator } from '@tenantry/nest/operator';
import type { Tenant } from '@tenantry/nest';
import { describeEngines, useThrowawayServer } from '@tenantry/nest/testing';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { NAMES_IN_GRANTS, nameInGrant } from '../../libs/tenancy/src/engine/mysql/mysql-grants.js';
import { versionFaults } from '../../libs/tenancy/src/engine/mysql/mysql-checks.js';
import { roleName } from '../../libs/tenancy/src/isolation/role-name.js';
import { makeTenant, sqlOf, wrong } from './doctor.support.js';
import { LibraryProgram } from './library-program.js';

describeEngines(
  'doctor on %s',
  (engine) => {
    const server = useThrowawayServer(engine);
    let program: LibraryProgram;
    let a: Tenant;
    let b: Tenant;

    beforeAll(async () => {
      program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
      a = await makeTenant(program, 'acme');
      b = await makeTenant(program, 'globex');
    });
    afterAll(() => program?.close());

    const sql = async (statement: string): Promise<RowDataPacket[]> => {
      const connection = await createConnection(server().url);
      try {
        const [rows] = await connection.query<RowDataPacket[]>(statement);
        return rows;
      } finally {
        await connection.end();
      }
    };
    const inGrant = async ({ placement }: Tenant): Promise<string> => {
      const [names] = await sql(NAMES_IN_GRANTS);
      return nameInGrant(placement.store, names?.['Value'] === 'ON');
    };
    const user = (): string => `'${roleName(a.id)}'@'%'`;

    it('finds nothing wrong with a deployment as it is made', async () => {
      expect(await wrong(program)).toEqual([]);
    });

    it.each([
      ['rows of another store', async () => `GRANT SELECT ON \`${b.placement.store}\`.* TO ${user()}`],
      ['DDL in its own', async () => `GRANT DROP ON ${await inGrant(a)}.* TO ${user()}`],
      [
        'giving rights on',
        async () => `GRANT SELECT ON ${await inGrant(a)}.* TO ${user()} WITH GRANT OPTION`,
      ],
      ['users of the server', async () => `GRANT CREATE USER ON *.* TO ${user()}`],
    ])('names a grant on %s, and how to take it back', async (_what, grant) => {
      await sql(await grant());
      const [found, ...rest] = await wrong(program, 'acme');
      expect(rest).toEqual([]);
      expect(found).toMatchObject({ subject: 'tenant acme', check: 'grants', level: 'problem' });
      await sql(sqlOf(found!).replace(/;$/, ''));
      expect(await wrong(program, 'acme')).toEqual([]);
    });

    it('names a table that is not there any more', async () => {
      const { store } = a.placement;
      await sql(`RENAME TABLE \`${store}\`.notes TO \`${store}\`.away`);
      const found = await wrong(program, 'acme');
      await sql(`RENAME TABLE \`${store}\`.away TO \`${store}\`.notes`);
      expect(found).toMatchObject([{ subject: 'tenant acme', check: 'tables', level: 'problem' }]);
    });

    it('names a store that carries the mark of another, and one that is gone', async () => {
      await sql(`UPDATE \`${a.placement.store}\`.tenantry_store SET tenant_id = '${b.id}'`);
      const { admin, store } = await program.get(StoreLocator).place(b);
      await admin.drop(store);
      expect(await wrong(program)).toMatchObject([
        { subject: 'tenant acme', check: 'marker', level: 'problem' },
        { subject: 'tenant globex', check: 'reachable', level: 'problem' },
      ]);
    });

    it('names what a user that a tenant brought may do on the whole server', async () => {
      await makeTenant(program, 'own', { databaseUrl: await server().createDatabase('brought') });
      const found = (await wrong(program, 'own')).filter(({ subject }) => subject === 'tenant own');
      expect(found).toMatchObject([
        { check: 'credentials', level: 'warning' },
        {
          check: 'superuser',
          level: 'problem',
          message: expect.stringContaining('ALL PRIVILEGES'),
          remedy: expect.stringContaining('tenant connection own'),
        },
      ]);
    });

    it('knows which versions are too old', () => {
      expect(versionFaults('10.11.19-MariaDB-0+deb12u1')).toEqual([]);
      expect(versionFaults('8.4.2')).toEqual([]);
      expect(versionFaults('10.5.1-MariaDB')[0]?.remedy).toContain('MariaDB 10.6');
      expect(versionFaults('5.7.44')[0]?.remedy).toContain('MySQL 8.0');
    });
  },
  ['mysql'],
);
