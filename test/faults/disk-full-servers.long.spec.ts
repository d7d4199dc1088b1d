import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, type TestResponse, withClient } from '@tenantry/nest/testing';
import { createConnection } from 'mysql2/promise';
import { CertificateAuthority } from '../support/certificates.js';
import { expectStatus, startPlatform, type TestPlatform } from '../support/index.js';
import { describeOwnMariadb, startMariadb } from '../support/own-mariadb.js';
import { SmallDisk } from '../support/small-disk.js';

interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of the test's own, whose tenant's tables lie on the small disk. */
type Made = (disk: SmallDisk) => Promise<Database>;

async function onPostgres({ folder }: SmallDisk): Promise<Database> {
  const postgres = await startPostgres();
  await withClient(postgres.url, async (client) => {
    const { rows } = await client.query('SHOW data_directory');
    const { uid, gid } = statSync(rows[0].data_directory);
    const place = join(folder, 'tables');
    mkdirSync(place);
    chmodSync(folder, 0o755);
    chownSync(place, uid, gid);
    await client.query(`CREATE TABLESPACE small LOCATION '${place}'`);
    await client.query('CREATE DATABASE acme TABLESPACE small');
  });
  const url = Object.assign(new URL(postgres.url), { pathname: '/acme' }).href;
  return { url, stop: () => postgres.stop() };
}

async function onMariadb({ folder }: SmallDisk): Promise<Database> {
  const certificate = new CertificateAuthority(folder, 'ca').issue('localhost');
  const flags = ['--innodb-log-file-size=8M', '--aria-log-file-size=8M'];
  const mariadb = await startMariadb(certificate, { within: folder, flags });
  const connection = await createConnection(mariadb.url);
  await connection.query('CREATE DATABASE acme');
  await connection.end();
  return { url: `${mariadb.url}/acme`, stop: () => mariadb.stop() };
}

/** Skipped for a user who may not mount a disk. */
function describeFull(name: string, megabytes: number, make: Made): void {
  const disk = new SmallDisk(megabytes);
  (disk.mounted ? describe : describe.skip)(`A full disk under ${name}`, () => {
    let platform: TestPlatform | undefined;
    let database: Database | undefined;

    beforeAll(async () => {
      database = await make(disk);
      platform = await startPlatform({ engine: 'sqlite' });
    });
    afterAll(async () => {
      await platform?.close();
      await database?.stop();
      disk.remove();
    });

    it('is told by a code while it is full, loses nothing, and is over when there is room again', async () => {
      const acme = await platform!.createTenant({ slug: 'acme', databaseUrl: database!.url });
      const customers = async () =>
        (await expectStatus(200, acme.get('/api/sales/customers?limit=100'))).body.items.length as number;
      await expectStatus(201, acme.post('/api/sales/customers', { name: 'Before' }));
      disk.fill();

      let made = 1;
      let last: TestResponse | undefined;
      // The pages that the tables have already take some rows more.
      for (let tries = 0; tries < 2_000 && (last?.status ?? 201) === 201; tries += 1) {
        const row = { name: `During ${tries}`, address: 'y'.repeat(400) };
        last = await acme.post('/api/sales/customers', row);
        if (last.status === 201) made += 1;
      }
      expect([last?.status, last?.body.code]).toEqual([503, 'no_space_left']);
      expect(await customers()).toBe(Math.min(made, 100));

      disk.empty();
      await expectStatus(201, acme.post('/api/sales/customers', { name: 'After' }));
    });
  });
}

describeFull('a PostgreSQL server', 64, onPostgres);
describeOwnMariadb('MariaDB', () => describeFull('a MariaDB server', 160, onMariadb));
