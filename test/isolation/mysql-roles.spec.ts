import { OperationRunner, StoreLocator, TenantCatalog, TenantCreator } from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { describeEngines, useThrowawayServer } from '@tenantry/nest/testing';
import { createConnection } from 'mysql2/promise';
import { LibraryProgram, newTenant, Note, Notes } from '../lifecycle/library-program.js';

/**
 * What MySQL and MariaDB say to somebody without the right. 1959 is MariaDB's for a role that isn't his; about SUPER
 * speaks a server with a binary log, before it looks at the table.
 */
const DENIED =
  /^ER_(ROLE_NOT_GRANTED|CANNOT_USER|DBACCESS_DENIED|TABLEACCESS_DENIED|SPECIFIC_ACCESS_DENIED|ACCESS_DENIED|CANT_CREATE_USER_WITH_GRANT|OPTION_PREVENTS_STATEMENT|BINLOG_CREATE_ROUTINE_NEED_SUPER)|^1959$/;

/** What the server says to a statement of the tenant's own user, without the program around it. */
async function answerTo(url: string, sql: string): Promise<string> {
  const connection = await createConnection(url);
  try {
    await connection.query(sql);
    return 'done';
  } catch (error) {
    const { code, errno } = error as { code?: string; errno?: number };
    return code ?? String(errno);
  } finally {
    await connection.end();
  }
}

describeEngines(
  'the user of a tenant with a database on %s',
  () => {
    const server = useThrowawayServer('mysql');
    let program: LibraryProgram;
    let url: string;
    let theirs: { user: string; database: string };

    beforeAll(async () => {
      program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
      const urls: Record<string, URL> = {};
      for (const slug of ['a1', 'b1']) {
        const { operationId } = await program.get(TenantCreator).create(newTenant(slug));
        await program.get(OperationRunner).finished(operationId);
        await program.get(Tenancy).run(slug, async () => {
          await program.get(Notes).repository.insert(Object.assign(new Note(), { text: `of ${slug}` }));
        });
        const tenant = await program.get(TenantCatalog).get(slug);
        urls[slug] = new URL(await program.get(StoreLocator).storeUrl(tenant));
      }
      url = urls['a1']!.href;
      theirs = { user: urls['b1']!.username, database: urls['b1']!.pathname.slice(1) };
    });
    afterAll(() => program?.close());

    it('is its own, and reads and writes rows of its own database', async () => {
      expect(new URL(url).username).toMatch(/^t_[0-9a-z]{25}$/);
      expect(theirs.user).not.toBe(new URL(url).username);
      for (const sql of [
        'SELECT * FROM notes',
        "UPDATE notes SET text = 'changed'",
        'DELETE FROM notes WHERE 1 = 0',
      ])
        expect([sql, await answerTo(url, sql)]).toEqual([sql, 'done']);
    });

    it.each([
      'SELECT * FROM `%`.notes',
      'INSERT INTO `%`.notes SELECT * FROM notes',
      'UPDATE `%`.notes, notes SET `%`.notes.text = notes.text',
      'DELETE FROM `%`.notes',
      'USE `%`',
      'SHOW TABLES FROM `%`',
      'CREATE VIEW notes_of_others AS SELECT * FROM `%`.notes',
      'RENAME TABLE notes TO `%`.taken',
      'DROP DATABASE `%`',
    ])("is refused by the server in another tenant's database: %s", async (sql) => {
      expect(await answerTo(url, sql.replaceAll('%', theirs.database))).toMatch(DENIED);
    });

    it('sees no other database by name', async () => {
      const connection = await createConnection(url);
      const [rows] = await connection.query('SELECT schema_name AS name FROM information_schema.schemata');
      const [processes] = await connection.query('SHOW PROCESSLIST');
      await connection.end();
      const names = (rows as { name: string }[]).map(({ name }) => name);
      // MySQL shows this one to everybody.
      const others = names.filter((name) => name !== 'performance_schema');
      expect(others.toSorted()).toEqual(['information_schema', new URL(url).pathname.slice(1)].toSorted());
      const users = new Set((processes as { User: string }[]).map(({ User }) => User));
      expect([...users]).toEqual([new URL(url).username]);
    });

    it.each([
      'DROP TABLE notes',
      'TRUNCATE notes',
      'ALTER TABLE notes ADD COLUMN x int',
      'CREATE TABLE x (id int)',
      'CREATE TRIGGER t BEFORE DELETE ON notes FOR EACH ROW SET @x = 1',
      'CREATE DATABASE x',
      "CREATE USER x IDENTIFIED BY 'x'",
      'GRANT SELECT ON *.* TO CURRENT_USER()',
      'SELECT * FROM mysql.user',
      "SELECT text FROM notes INTO OUTFILE '/tmp/tenantry-test-notes'",
      'SET GLOBAL read_only = 0',
    ])('is refused by the server: %s', async (sql) => {
      expect(await answerTo(url, sql)).toMatch(DENIED);
    });

    it('reads no file of the server', async () => {
      const connection = await createConnection(url);
      const [rows] = await connection.query("SELECT LOAD_FILE('/etc/passwd') AS text");
      await connection.end();
      expect(rows).toEqual([{ text: null }]);
    });

    it("can't become another tenant", async () => {
      expect(await answerTo(url, `SET ROLE ${theirs.user}`)).toMatch(DENIED);
      expect(await answerTo(url, `ALTER USER ${theirs.user} IDENTIFIED BY 'x'`)).toMatch(DENIED);
    });
  },
  ['mysql'],
);
