import { ConnectionChanger, FleetMigration, ServerCatalog, TenantCatalog } from '@tenantry/nest/operator';
import { type IsolationName, Tenancy, type Tenant } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { versionFaults } from '../../libs/tenancy/src/engine/postgres/postgres-checks.js';
import { roleName } from '../../libs/tenancy/src/isolation/role-name.js';
import { findings, makeTenant, sqlOf, wrong } from './doctor.support.js';
import { LibraryProgram, Notes } from './library-program.js';

const TENANTS: readonly (readonly [string, IsolationName])[] = [
  ['db1', 'database'],
  ['db2', 'database'],
  ['sc1', 'schema'],
  ['sc2', 'schema'],
  ['ro1', 'row'],
];

const IS_SQL = /^(ALTER|DROP|GRANT|REASSIGN|REVOKE) /;

describe('doctor on postgres', () => {
  const server = useThrowawayServer('postgres');
  const tenants = new Map<string, Tenant>();
  let program: LibraryProgram;

  beforeAll(async () => {
    program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
    for (const [slug, isolation] of TENANTS)
      tenants.set(slug, await makeTenant(program, slug, { isolation }));
  });
  afterAll(() => program?.close());

  /** `{db1}`: the store, `{db1.role}`: its role, `{login}`: the role that sharing tenants have, `{prefix}`. */
  const filled = (text: string): string =>
    text
      .replaceAll(/\{(\w+)\.role\}/g, (_, slug: string) => roleName(tenants.get(slug)?.id ?? ''))
      .replaceAll('{login}', `${server().prefix}shared_login`)
      .replaceAll('{prefix}', server().prefix)
      .replaceAll(/\{(\w+)\}/g, (_, slug: string) => tenants.get(slug)?.placement.store ?? '');
  const sql = async (database: string, statements: string): Promise<void> => {
    const url = Object.assign(new URL(server().url), { pathname: `/${filled(database)}` });
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(filled(statements));
    } finally {
      await client.end();
    }
  };

  /**
   * Does what doctor says until it has nothing more to say; taking a table back takes its owner's rights along. What
   * is said in words only follows from what statements put right.
   */
  const follow = async (database: string, slug: string): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      for (const one of await wrong(program, slug)) {
        if (one.remedy?.includes('tenant migrate')) await program.get(FleetMigration).run({ slugs: [slug] });
        else if (IS_SQL.test(sqlOf(one))) await sql(database, sqlOf(one));
      }
    }
  };

  it('finds nothing wrong with a deployment as it is made, and says what it looked at', async () => {
    const found = await findings(program);
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
    const checks = found.map(({ subject, check }) => `${subject}: ${check}`);
    expect(checks).toEqual(
      expect.arrayContaining([
        'control: migrated',
        'server default: set_config',
        'server default: shared tables',
        'tenant db1: connect',
        'tenant sc1: schemas',
        'tenant ro1: marker',
      ]),
    );
  });

  it('looks at one tenant and what it stands on', async () => {
    const subjects = new Set((await findings(program, 'db1')).map(({ subject }) => subject));
    expect([...subjects]).toEqual(['control', 'server default', 'tenant db1']);
  });

  // Where the fault is made, how, and what doctor says. The remedy, run there as it stands, takes it away again.
  it.each([
    ['{prefix}shared', 'ALTER ROLE {login} BYPASSRLS', 'server default', 'shared role', /has BYPASSRLS/],
    ['{prefix}shared', 'ALTER ROLE {login} SUPERUSER', 'server default', 'shared role', /has SUPERUSER/],
    ['{prefix}shared', 'ALTER ROLE {login} INHERIT', 'server default', 'shared role', /inherits/],
    ['{prefix}shared', 'ALTER TABLE notes OWNER TO {login}', 'server default', 'shared role', /owns 1 /],
    [
      '{prefix}shared',
      'GRANT {db1.role} TO {login}; GRANT pg_read_all_data TO {login}',
      'server default',
      'shared role',
      /member of "pg_read_all_data"/,
    ],
    [
      '{prefix}shared',
      'GRANT CONNECT ON DATABASE {prefix}shared TO PUBLIC',
      'server default',
      'shared database',
      /every role of the server/,
    ],
    [
      '{prefix}shared',
      'GRANT USAGE ON SCHEMA public TO PUBLIC',
      'server default',
      'shared database',
      /schema public/,
    ],
    [
      '{prefix}shared',
      'GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC',
      'server default',
      'set_config',
      /may call set_config/,
    ],
    ['{db1}', 'ALTER ROLE {db1.role} CREATEROLE', 'tenant db1', 'role', /has CREATEROLE/],
    ['{db1}', 'GRANT {db2.role} TO {db1.role}', 'tenant db1', 'role', /is a member of/],
    ['{db1}', 'ALTER TABLE notes OWNER TO {db1.role}', 'tenant db1', 'role', /owns /],
    [
      '{db1}',
      'GRANT CONNECT ON DATABASE {db2} TO {db1.role}',
      'tenant db1',
      'connect',
      /can connect to the database ".*db2"/,
    ],
    [
      '{db1}',
      'GRANT CONNECT ON DATABASE {prefix}control TO PUBLIC',
      'tenant db2',
      'connect',
      /control", as PUBLIC can/,
    ],
    [
      '{db1}',
      'GRANT TRUNCATE ON notes TO {db1.role}',
      'tenant db1',
      'rights',
      /may do more to the table "notes"/,
    ],
    [
      '{db1}',
      'GRANT UPDATE ON tenantry_store TO {db1.role}',
      'tenant db1',
      'rights',
      /the table "tenantry_store"/,
    ],
    ['{db1}', 'GRANT CREATE ON SCHEMA public TO {db1.role}', 'tenant db1', 'rights', /can make tables/],
    ['{db1}', 'REVOKE DELETE ON notes FROM {db1.role}', 'tenant db1', 'rights', /may not read and write/],
    [
      '{db1}',
      'CREATE SCHEMA x; GRANT USAGE ON SCHEMA x TO {db1.role}; ALTER ROLE {db1.role} SET search_path TO x',
      'tenant db1',
      'session',
      /look names up in "x"/,
    ],
    [
      '{db2}',
      'ALTER DATABASE {db2} SET session_replication_role TO replica',
      'tenant db2',
      'session',
      /triggers and foreign keys off/,
    ],
    [
      '{prefix}shared',
      'GRANT USAGE ON SCHEMA {sc2} TO {sc1.role}',
      'tenant sc1',
      'schemas',
      /may use the schema ".*sc2"/,
    ],
    [
      '{prefix}shared',
      'GRANT TRUNCATE ON {sc1}.notes TO {sc1.role}',
      'tenant sc1',
      'rights',
      /table "notes"/,
    ],
    [
      '{prefix}shared',
      'GRANT TRUNCATE ON notes TO {login}',
      'server default',
      'shared rights',
      /the shared table "notes" than it needs: TRUNCATE/,
    ],
    [
      '{prefix}shared',
      'GRANT UPDATE ON migrations TO {login}',
      'server default',
      'shared rights',
      /"migrations"/,
    ],
    [
      '{prefix}shared',
      'CREATE VIEW all_notes AS SELECT * FROM notes; GRANT SELECT ON all_notes TO {login}',
      'server default',
      'shared rights',
      /The view "all_notes" is open to/,
    ],
    [
      '{prefix}shared',
      'CREATE MATERIALIZED VIEW kept_notes AS SELECT * FROM notes; GRANT SELECT (text) ON kept_notes TO {sc1.role}',
      'server default',
      'shared rights',
      /The materialized view "kept_notes"/,
    ],
    [
      '{prefix}shared',
      'GRANT USAGE ON SCHEMA {sc1} TO {login}; GRANT SELECT ON ALL TABLES IN SCHEMA {sc1} TO {login}',
      'server default',
      'shared rights',
      /holds USAGE on the schema ".*sc1"/,
    ],
    [
      '{prefix}shared',
      'GRANT CREATE ON SCHEMA public TO {login}',
      'server default',
      'shared rights',
      /holds CREATE on the schema "public"/,
    ],
    [
      '{prefix}shared',
      'GRANT TEMPORARY ON DATABASE {prefix}shared TO {login}',
      'server default',
      'shared rights',
      /holds TEMPORARY on the database/,
    ],
    [
      '{prefix}shared',
      `CREATE TRIGGER same BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
       ALTER TABLE notes DISABLE TRIGGER USER`,
      'server default',
      'shared rights',
      /Triggers of the table "notes" are switched off: same/,
    ],
    [
      '{db1}',
      `CREATE TRIGGER same BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
       ALTER TABLE notes DISABLE TRIGGER USER`,
      'tenant db1',
      'triggers',
      /Triggers of the table "notes" are switched off: same/,
    ],
    ['{db1}', 'GRANT CREATE ON DATABASE {db1} TO {db1.role}', 'tenant db1', 'rights', /can make schemas/],
    ['{db1}', 'REVOKE SELECT ON tenantry_store FROM {db1.role}', 'tenant db1', 'rights', /may not read/],
    ['{prefix}shared', 'ALTER ROLE {sc1.role} LOGIN', 'tenant sc1', 'role', /can sign in/],
  ] as const)(
    'in %s, names what "%s" did to the %s, and how to undo it',
    async (database, fault, subject, check, message) => {
      // The tenants of a server stand on the same one: one of them shows it.
      const slug = subject.startsWith('tenant ') ? subject.slice('tenant '.length) : 'ro1';
      await sql(database, fault);
      const found = (await wrong(program, slug)).filter(
        (one) => one.subject === subject && one.check === check,
      );
      expect(found).toEqual([
        {
          subject,
          check,
          level: 'problem',
          message: expect.stringMatching(message),
          remedy: expect.any(String),
        },
      ]);
      await follow(database, slug);
      expect(await wrong(program, slug)).toEqual([]);
    },
  );

  it.each([
    ['DROP POLICY tenantry_tenant ON notes', /notes has not the one policy/],
    ['ALTER TABLE notes NO FORCE ROW LEVEL SECURITY', /notes does not force row-level security/],
    ['ALTER POLICY tenantry_tenant ON notes TO {sc1.role}', /notes has not the one policy/],
    ['ALTER TABLE notes ALTER tenant_id DROP DEFAULT', /tenant_id of notes does not fill itself/],
    ['ALTER TABLE notes ALTER tenant_id SET DEFAULT gen_random_uuid()', /tenant_id of notes does not fill/],
  ])(
    'names a shared table that no policy guards, which the migration of a tenant repairs: %s',
    async (fault, message) => {
      await sql('{prefix}shared', fault);
      const [found, ...rest] = await wrong(program, 'ro1');
      expect(rest).toEqual([]);
      expect(found).toMatchObject({
        subject: 'server default',
        check: 'shared tables',
        level: 'problem',
        message: expect.stringMatching(message),
        remedy: expect.stringContaining('tenant migrate --tenant'),
      });
      await program.get(FleetMigration).run({ slugs: ['ro1'] });
      expect(await wrong(program, 'ro1')).toEqual([]);
    },
  );

  it.each([
    ['DROP POLICY tenantry_tenant ON tenantry_store', /tenantry_store has not the one policy/],
    ['ALTER TABLE tenantry_store DISABLE ROW LEVEL SECURITY', /tenantry_store has row-level security off/],
    ['REVOKE SELECT ON tenantry_store FROM {login}', /may not read tenantry_store/],
  ])('names what is wrong with the table of marks, which a migration repairs: %s', async (fault, message) => {
    await sql('{prefix}shared', fault);
    const found = await wrong(program, 'ro1');
    expect(found[0]).toMatchObject({
      subject: 'server default',
      check: 'shared tables',
      message: expect.stringMatching(message),
      remedy: expect.stringContaining('tenant migrate --tenant'),
    });
    for (const { remedy } of found) expect(remedy).not.toMatch(/catalog/);
    await program.get(FleetMigration).run({ slugs: ['ro1'] });
    expect(await wrong(program, 'ro1')).toEqual([]);
  });

  it.each([
    ['{db1}', 'public', 'db1'],
    ['{prefix}shared', '{sc1}', 'sc1'],
    ['{prefix}shared', 'public', 'ro1'],
  ])('names a table that is not in the store any more: in %s, of %s', async (database, schema, slug) => {
    await sql(database, `ALTER TABLE ${schema}.notes RENAME TO away`);
    const found = await wrong(program, slug);
    const faults = await program.get(FleetMigration).faults();
    await sql(database, `ALTER TABLE ${schema}.away RENAME TO notes`);
    expect(found).toMatchObject([
      {
        subject: `tenant ${slug}`,
        check: 'tables',
        level: 'problem',
        message: expect.stringContaining('"notes"'),
      },
    ]);
    expect(faults).toEqual(slug === 'ro1' ? ['default: notes is missing'] : []);
  });

  it('names a store with two marks, which nobody opens', async () => {
    await sql('{db1}', "INSERT INTO tenantry_store VALUES ('of-another')");
    const found = await wrong(program, 'db1');
    await expect(
      program.get(Tenancy).run('db1', () => program.get(Notes).repository.count()),
    ).rejects.toThrow(/not marked as this tenant's/);
    await sql('{db1}', "DELETE FROM tenantry_store WHERE tenant_id = 'of-another'");
    expect(found).toMatchObject([
      { subject: 'tenant db1', check: 'marker', message: expect.stringContaining('carries 2 marks') },
    ]);
  });

  it('lets a view be that asks the policies as its reader', async () => {
    await sql(
      '{prefix}shared',
      'CREATE VIEW own_notes WITH (security_invoker) AS SELECT * FROM notes; GRANT SELECT ON own_notes TO {login}',
    );
    expect(await wrong(program, 'ro1')).toEqual([]);
  });

  it('names a store that carries the mark of another', async () => {
    const [a, b] = ['db1', 'db2'].map((slug) => tenants.get(slug)?.id);
    await sql('{db1}', `UPDATE tenantry_store SET tenant_id = '${b}'`);
    const found = await wrong(program, 'db1');
    await sql('{db1}', `UPDATE tenantry_store SET tenant_id = '${a}'`);
    expect(found).toMatchObject([{ subject: 'tenant db1', check: 'marker', level: 'problem' }]);
  });

  it('names a store that takes no connections, and a schema that is gone', async () => {
    await sql('{prefix}shared', 'ALTER SCHEMA {sc1} RENAME TO away');
    await sql('{db2}', 'ALTER DATABASE {db1} ALLOW_CONNECTIONS false');
    const found = await wrong(program);
    await sql('{prefix}shared', 'ALTER SCHEMA away RENAME TO {sc1}');
    await sql('{db2}', 'ALTER DATABASE {db1} ALLOW_CONNECTIONS true');
    const reachable = found.filter(({ check }) => check === 'reachable');
    expect(reachable.map(({ subject }) => subject)).toEqual(['tenant db1', 'tenant sc1']);
    expect(reachable[0]?.remedy).toContain('tenant test-connections --tenant db1');
    expect(await wrong(program)).toEqual([]);
  });

  it('names a tenant behind the program', async () => {
    const { schemaVersion } = await program.get(TenantCatalog).get('db1');
    await program.get(TenantCatalog).setSchemaVersion('db1', 'Before1762000000000');
    const found = await wrong(program, 'db1');
    await program.get(TenantCatalog).setSchemaVersion('db1', schemaVersion);
    expect(found).toMatchObject([
      { subject: 'tenant db1', check: 'schema version', remedy: 'tenant migrate --tenant db1' },
    ]);
  });

  it('names credentials that belong elsewhere', async () => {
    const control = `UPDATE tenants SET credentials_encrypted = (SELECT credentials_encrypted FROM tenants WHERE slug = $)`;
    await sql(
      '{prefix}control',
      `CREATE TABLE kept AS SELECT * FROM tenants;
      ${control.replace('$', "'db2'")} WHERE slug = 'db1'`,
    );
    const found = await wrong(program, 'db1');
    await sql(
      '{prefix}control',
      `UPDATE tenants t SET credentials_encrypted = k.credentials_encrypted
      FROM kept k WHERE k.id = t.id; DROP TABLE kept`,
    );
    expect(found).toMatchObject([
      { subject: 'tenant db1', check: 'credentials', remedy: expect.stringContaining('ENCRYPTION_KEY') },
    ]);
  });

  it('names a tenant whose requests run as the user that provisions', async () => {
    await sql(
      '{prefix}control',
      `CREATE TABLE kept AS SELECT * FROM tenants;
      UPDATE tenants SET credentials_encrypted = NULL WHERE slug = 'db1'`,
    );
    const found = await wrong(program, 'db1');
    await sql(
      '{prefix}control',
      `UPDATE tenants t SET credentials_encrypted = k.credentials_encrypted
      FROM kept k WHERE k.id = t.id; DROP TABLE kept`,
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        subject: 'tenant db1',
        check: 'credentials',
        remedy: 'tenant migrate --tenant db1',
      }),
    );
  });

  it('names a server that nobody can reach, and one whose user can make no tenants', async () => {
    const servers = program.get(ServerCatalog);
    const weak = `${server().prefix}weak`;
    await sql('postgres', `CREATE ROLE ${weak} LOGIN`);
    const url = Object.assign(new URL(server().url), { username: weak, password: 'weak' });
    await servers.put({
      name: 'gone',
      engine: 'postgres',
      url: 'postgresql://u:geheim@127.0.0.1:1/postgres',
    });
    await servers.put({ name: 'weak', engine: 'postgres', url: url.href });
    const found = await wrong(program);
    expect(found).toMatchObject([
      { subject: 'server gone', check: 'reachable', message: expect.stringContaining('ECONNREFUSED') },
      {
        subject: 'server weak',
        check: 'provisioning rights',
        message: expect.stringContaining('CREATEDB and CREATEROLE'),
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('geheim');
    await sql('postgres', found[1]?.remedy?.replace('As a superuser: ', '') ?? '');
    expect((await wrong(program)).map(({ subject }) => subject)).toEqual(['server gone']);
    await sql('postgres', `DROP ROLE ${weak}`);
    await sql('{prefix}control', "DELETE FROM servers WHERE name IN ('gone', 'weak')");
  });

  it('names a clock that goes wrong', async () => {
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);
    const found = await wrong(program);
    clock.mockRestore();
    expect(found.map(({ subject, check }) => `${subject} ${check}`)).toEqual(
      expect.arrayContaining(['control clock', 'server default clock']),
    );
    expect(found[0]?.remedy).toContain('NTP');
  });

  it('warns of a tenant that brought its own URL, and names its powers', async () => {
    await makeTenant(program, 'own', { databaseUrl: await server().createDatabase('brought') });
    const found = (await wrong(program, 'own')).filter(({ subject }) => subject === 'tenant own');
    expect(found[0]).toMatchObject({ check: 'credentials', level: 'warning' });
    expect(found.slice(1).map(({ check, level }) => `${check} ${level}`)).toContain('superuser problem');
    const powers = found.filter(({ check }) => check === 'superuser');
    for (const { remedy } of powers) {
      expect(remedy).toContain('tenant connection own');
      expect(remedy).not.toContain('ALTER ROLE');
    }
  });

  it('does not warn of one that brought a user for its tables as well', async () => {
    const owner = new URL(await server().createDatabase('owned'));
    await makeTenant(program, 'two', { databaseUrl: owner.href });
    const reader = `${server().prefix}reader`;
    await sql(
      owner.pathname.slice(1),
      `CREATE ROLE ${reader} LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${reader}`,
    );
    const databaseUrl = Object.assign(new URL(owner), { username: reader, password: 'any' }).href;
    await program.get(ConnectionChanger).change('two', { databaseUrl, adminUrl: owner.href });
    const found = (await wrong(program, 'two')).filter(({ subject }) => subject === 'tenant two');
    await sql(owner.pathname.slice(1), `DROP OWNED BY ${reader}; DROP ROLE ${reader}`);
    expect(found).toEqual([]);
  });

  it('names databases that tenants brought, where the roles of others can connect to them', async () => {
    const found = await wrong(program, 'db2');
    expect(found.map(({ subject, check, level }) => [subject, check, level])).toEqual([
      ['tenant db2', 'connect', 'problem'],
      ['tenant db2', 'connect', 'problem'],
    ]);
    for (const [index, name] of ['brought', 'owned'].entries()) {
      const message = new RegExp(`can connect to the database ".*${name}", as PUBLIC can`);
      expect(found[index]?.message).toMatch(message);
      await sql('postgres', found[index]?.remedy ?? '');
    }
    expect(await wrong(program, 'db2')).toEqual([]);
  });

  it('names a database that PUBLIC may enter once, whoever could enter it', async () => {
    await sql('{db1}', 'GRANT CONNECT ON DATABASE {prefix}control TO PUBLIC');
    const entered = (await wrong(program)).filter(({ check }) => check === 'connect');
    await sql('{db1}', 'REVOKE ALL ON DATABASE {prefix}control FROM PUBLIC');
    expect(entered.map(({ message }) => message)).toEqual([expect.stringMatching(/control", as PUBLIC can/)]);
  });

  it('knows which versions are too old', () => {
    expect(versionFaults(140_005, false)).toEqual([]);
    expect(versionFaults(130_010, false)[0]?.message).toMatch(/PostgreSQL 13; 14 or newer/);
    expect(versionFaults(140_005, true)[0]?.remedy).toMatch(/PostgreSQL 15/);
  });
});
