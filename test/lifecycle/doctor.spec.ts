import { chmodSync, copyFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProcessShare, ServerCatalog, StoreLocator } from '@tenantry/nest/operator';
import type { Tenant } from '@tenantry/nest';
import { useThrowawayServer } from '@tenantry/nest/testing';
import Database from 'better-sqlite3';
import { findings, makeTenant, wrong } from './doctor.support.js';
import { LibraryProgram } from './library-program.js';

describe('doctor on sqlite', () => {
  const server = useThrowawayServer('sqlite');
  let program: LibraryProgram;
  let tenant: Tenant;
  let path: string;

  beforeAll(async () => {
    program = await LibraryProgram.start({ server: server(), controlUrl: await server().createControl() });
    tenant = await makeTenant(program, 'acme');
    await makeTenant(program, 'globex');
    path = (await program.get(StoreLocator).storeUrl(tenant)).replace('sqlite:', '');
  });
  afterAll(() => program?.close());

  const inFile = (work: (file: Database.Database) => void): void => {
    const file = new Database(path);
    work(file);
    file.close();
  };
  const folder = (): string => join(server().folder, 'tenants');

  it('finds nothing wrong with a deployment as it is made, and says what it looked at', async () => {
    const found = await findings(program);
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(found.map(({ subject, check }) => `${subject}: ${check}`)).toEqual(
      expect.arrayContaining(['control: processes', 'server default: folder mode', 'tenant acme: file']),
    );
  });

  it('names a folder that others can look into', async () => {
    chmodSync(folder(), 0o755);
    const found = await wrong(program);
    chmodSync(folder(), 0o700);
    expect(found).toMatchObject([
      { subject: 'server default', check: 'folder mode', level: 'problem', remedy: `chmod 700 ${folder()}` },
    ]);
  });

  it('names a file that is a link to one outside the folder', async () => {
    const outside = join(server().folder, 'outside.sqlite3');
    renameSync(path, outside);
    symlinkSync(outside, path);
    const found = await wrong(program, 'acme');
    rmSync(path);
    renameSync(outside, path);
    expect(found[0]).toMatchObject({ subject: 'tenant acme', check: 'file', level: 'problem' });
    expect(found[0]?.message).toContain(outside);
    expect(await wrong(program)).toEqual([]);
  });

  it('names a file that was moved away', async () => {
    renameSync(path, `${path}.away`);
    const found = await wrong(program, 'acme');
    renameSync(`${path}.away`, path);
    expect(found).toMatchObject([{ subject: 'tenant acme', check: 'reachable', level: 'problem' }]);
  });

  it('names a table that is not there any more', async () => {
    inFile((file) => file.exec('ALTER TABLE notes RENAME TO away'));
    const found = await wrong(program, 'acme');
    inFile((file) => file.exec('ALTER TABLE away RENAME TO notes'));
    expect(found).toMatchObject([{ subject: 'tenant acme', check: 'tables', level: 'problem' }]);
  });

  it("names a file that is another tenant's", async () => {
    copyFileSync(path, `${path}.kept`);
    inFile((file) => file.exec("UPDATE tenantry_store SET tenant_id = 'of-nobody'"));
    const found = await wrong(program, 'acme');
    inFile((file) => file.prepare('UPDATE tenantry_store SET tenant_id = ?').run(tenant.id));
    expect(found).toMatchObject([{ subject: 'tenant acme', check: 'marker', level: 'problem' }]);
  });

  it('names a file without a write-ahead log', async () => {
    inFile((file) => file.pragma('journal_mode = DELETE'));
    expect(await wrong(program, 'acme')).toMatchObject([
      {
        subject: 'tenant acme',
        check: 'wal',
        level: 'problem',
        remedy: expect.stringContaining('local disk'),
      },
    ]);
    // It was opened for the look, and that switches it on.
    expect(await wrong(program, 'acme')).toEqual([]);
  });

  it('names rows that refer to nothing', async () => {
    inFile((file) => {
      file.pragma('foreign_keys = OFF');
      file.exec(`CREATE TABLE parents (id text PRIMARY KEY);
        CREATE TABLE children (parent text REFERENCES parents (id)); INSERT INTO children VALUES ('gone')`);
    });
    const found = await wrong(program, 'acme');
    inFile((file) => file.exec('DROP TABLE children; DROP TABLE parents'));
    expect(found).toMatchObject([
      { check: 'foreign keys', message: expect.stringContaining('from children to parents') },
    ]);
  });

  it('names a second process, because SQLite stores are for one', async () => {
    const other = await LibraryProgram.start({
      server: server(),
      controlUrl: `sqlite:${server().folder}/${server().prefix}control.sqlite3`,
    });
    for (const one of [program, other]) await one.get(ProcessShare).start();
    const found = await wrong(program);
    await other.close();
    await program.get(ProcessShare).stop();
    expect(found).toMatchObject([{ subject: 'control', check: 'processes', level: 'problem' }]);
  });

  it('names a server of files whose folder is none', async () => {
    await program.get(ServerCatalog).put({ name: 'file', engine: 'sqlite', url: `sqlite:${path}` });
    expect(await wrong(program)).toMatchObject([
      { subject: 'server file', check: 'reachable', message: expect.stringContaining('is no folder') },
    ]);
  });
});
