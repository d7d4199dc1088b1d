import { OperationRunner, StoreLocator, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import { Client } from 'pg';
import { LibraryProgram, newTenant, Note, Notes } from '../lifecycle/library-program.js';

const DENIED = '42501';

/** Statements to the server as the role of a tenant, without the program around it. */
async function codes(url: string, statements: readonly string[]): Promise<(string | undefined)[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const seen: (string | undefined)[] = [];
  for (const sql of statements) {
    seen.push(
      await client.query(sql).then(
        () => undefined,
        (error: { code: string }) => error.code,
      ),
    );
  }
  await client.end();
  return seen;
}

const signIn = (url: string): Promise<string | undefined> =>
  codes(url, []).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );

describe('the role of a tenant with a database on postgres', () => {
  const server = useThrowawayServer('postgres');
  let program: LibraryProgram;
  let urls: { a: URL; b: URL };

  beforeAll(async () => {
    program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
    for (const slug of ['a1', 'b1']) {
      const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
      await program.get(OperationRunner).finished(operationId);
      await program.get(Tenancy).run(slug, async () => {
        await program.get(Notes).repository.insert(Object.assign(new Note(), { text: `of ${slug}` }));
      });
    }
    const urlOf = async (slug: string) =>
      new URL(await program.get(StoreLocator).storeUrl(await program.get(TenantCatalog).get(slug)));
    urls = { a: await urlOf('a1'), b: await urlOf('b1') };
  });
  afterAll(() => program?.close());

  it('is its own, no superuser, and owns nothing', async () => {
    expect(urls.a.username).toMatch(/^t_[0-9a-z]{25}$/);
    expect(urls.b.username).not.toBe(urls.a.username);
    const [row] = await program.get(Tenancy).run('a1', () =>
      program
        .get(Tenancy)
        .dataSource()
        .query(
          `SELECT current_user AS name, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls,
           (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
         FROM pg_roles r WHERE rolname = current_user`,
        ),
    );
    expect(row).toEqual({
      name: urls.a.username,
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolbypassrls: false,
      owned: 0,
    });
  });

  it('may connect to its own database and to no other', async () => {
    expect(await signIn(urls.a.href)).toBeUndefined();
    for (const database of [urls.b.pathname, `/${server().prefix}control`]) {
      const url = new URL(urls.a.href);
      url.pathname = database;
      expect(await signIn(url.href)).toBe(DENIED);
    }
  });

  it('reads and writes rows', async () => {
    const statements = [
      'SELECT * FROM notes',
      "UPDATE notes SET text = 'changed'",
      'DELETE FROM notes WHERE false',
      'SELECT tenant_id FROM tenantry_store',
    ];
    expect(await codes(urls.a.href, statements)).toEqual(statements.map(() => undefined));
  });

  it.each([
    'DROP TABLE notes',
    'TRUNCATE notes',
    'ALTER TABLE notes ADD COLUMN x int',
    'CREATE TABLE x (id int)',
    'CREATE SCHEMA x',
    'CREATE TEMPORARY TABLE x (id int)',
    'CREATE DATABASE x',
    'CREATE ROLE x',
    'SET ROLE postgres',
    'ALTER TABLE notes DISABLE TRIGGER ALL',
    'SET session_replication_role TO replica',
    "UPDATE tenantry_store SET tenant_id = 'x'",
    'DELETE FROM migrations',
    "COPY notes TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/passwd')",
  ])('is refused by the server: %s', async (sql) => {
    expect(await codes(urls.a.href, [sql])).toEqual([DENIED]);
  });

  it('cannot take on the role of another tenant', async () => {
    expect(await codes(urls.a.href, [`SET ROLE ${urls.b.username}`])).toEqual([DENIED]);
  });

  it('keeps its password sealed in the catalog', async () => {
    const row = await program.get(TenantCatalog).getRow('a1');
    expect(row.credentialsEncrypted).toMatch(/^v1\./);
    expect(row.credentialsEncrypted).not.toContain(urls.a.password);
    expect(urls.a.password.length).toBeGreaterThan(30);
  });

  it('goes with the tenant whose creation is cancelled', async () => {
    const fail = [{ name: 'company', run: () => Promise.reject(new Error('no')) }];
    const controlUrl = await server().createDatabase('control2');
    const other = await LibraryProgram.start({ server: server(), controlUrl, steps: fail });
    const { tenant, operationId } = await other.get(TenantCreator).create(newTenant('gone'));
    const runner = other.get(OperationRunner);
    await expect(runner.finished(operationId)).rejects.toThrow('no');
    const url = new URL(await other.get(StoreLocator).storeUrl(tenant));
    await runner.cancel(operationId);
    await expect(runner.finished(operationId)).rejects.toThrow(/cancelled/);
    await other.close();
    const client = new Client({ connectionString: server().url });
    await client.connect();
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [url.username]);
    await client.end();
    expect(url.username).toMatch(/^t_/);
    expect(rows).toEqual([]);
  });
});
