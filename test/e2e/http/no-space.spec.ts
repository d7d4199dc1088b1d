import { describeEngines, expectStatus, startPlatform, type TestPlatform } from '../../support/index.js';
import { adminUrlOf, inDatabase } from '../../support/store-copies.js';

/** What a server says whose disk is full, said by a trigger: the machine's own servers must not run full for it. */
const TRIGGERS: Partial<Record<string, string[]>> = {
  postgres: [
    `CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
     $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$`,
    'CREATE TRIGGER disk_full BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION disk_full()',
  ],
  mysql: [
    `CREATE TRIGGER disk_full BEFORE INSERT ON customers FOR EACH ROW
     SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'`,
  ],
};

describeEngines(
  'A disk that is full on %s',
  (engine) => {
    let platform: TestPlatform;
    beforeAll(async () => {
      platform = await startPlatform({ engine });
    });
    afterAll(() => platform?.close());

    it('is answered with a code of its own, and reading goes on', async () => {
      const acme = await platform.createTenant({ slug: 'acme' });
      await expectStatus(201, acme.post('/api/sales/customers', { name: 'Before' }));
      await inDatabase(engine, await adminUrlOf(platform, 'acme'), async (run) => {
        for (const statement of TRIGGERS[engine] ?? []) await run(statement);
      });
      const { status, body, headers } = await acme.post('/api/sales/customers', { name: 'During' });
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'no_space_left', '60']);
      expect((await acme.get('/api/sales/customers')).body.items).toHaveLength(1);
    });
  },
  ['postgres', 'mysql'],
);
