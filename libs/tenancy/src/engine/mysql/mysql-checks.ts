import type { RowDataPacket } from 'mysql2/promise';
import {
  type Check,
  clockFaults,
  type EngineChecks,
  type Fault,
  ownUserRemedy,
  type ServerUnderCheck,
  type StoreUnderCheck,
} from '../engine-checks.js';
import { connectMysql, type MysqlConnection } from './mysql.connection.js';
import { grantFaults, mayMakeTriggers, missingRights, powersIn } from './mysql-grants.js';
import { kindOf, tooOld } from './mysql-kinds.js';
import { factsOf, grantsOf, namesAreLiteral } from './mysql-survey.js';

/** `version` as `SELECT VERSION()` answers it. */
export function versionFaults(version: string): Fault[] {
  const needed = tooOld(version);
  if (needed === undefined) return [];
  return [
    { message: `It is ${kindOf(version).product} ${version}.`, remedy: `Upgrade it to ${needed} or newer.` },
  ];
}

const inServer =
  (look: (server: MysqlConnection) => Promise<Fault[]>) =>
  async ({ url }: Pick<ServerUnderCheck, 'url'>): Promise<Fault[]> => {
    const connection = await connectMysql(url, { statementTimeoutMs: 0 });
    try {
      return await look(connection);
    } finally {
      await connection.close();
    }
  };

const server: readonly Check<ServerUnderCheck>[] = [
  { name: 'reachable', faults: inServer(async () => []) },
  {
    name: 'version',
    faults: inServer(async (connection) => versionFaults((await factsOf(connection)).version)),
  },
  {
    name: 'clock',
    faults: inServer(async (connection) => {
      const sql = 'SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS ms';
      const [[row]] = await connection.raw.promise().query<RowDataPacket[]>(sql);
      return clockFaults(Number(row?.['ms']));
    }),
  },
  { name: 'provisioning rights', faults: inServer(provisioningFaults) },
  { name: 'triggers', faults: inServer(triggerFaults) },
];

const store: readonly Check<StoreUnderCheck>[] = [
  {
    name: 'session',
    of: 'all',
    faults: async ({ ask, store }) => {
      const [row] = await ask('SELECT DATABASE() AS name');
      if (row?.['name'] === store) return [];
      const message = `Its requests work in the database "${String(row?.['name'])}", not in "${store}".`;
      return [{ message, remedy: 'Correct its URL.' }];
    },
  },
  { name: 'superuser', of: 'brought', faults: powerFaults },
  {
    name: 'grants',
    faults: async ({ adminUrl, role, store }) =>
      inServer(async (connection) => {
        const literal = await namesAreLiteral(connection);
        return grantFaults(await grantsOf(connection, role), { role, store, literal });
      })({ url: adminUrl }),
  },
];

const TABLES = 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';

/** Triggers are shown to who may make some. */
const SHAPE = `
  SELECT 'column' AS kind, table_name AS place, column_name AS what
    FROM information_schema.columns WHERE table_schema = DATABASE()
  UNION ALL SELECT 'guard', event_object_table, trigger_name
    FROM information_schema.triggers WHERE trigger_schema = DATABASE()
  UNION ALL SELECT IF(MAX(non_unique) = 0, 'unique', 'index'), table_name,
      IF(COUNT(*) = COUNT(column_name), GROUP_CONCAT(column_name ORDER BY seq_in_index), NULL)
    FROM information_schema.statistics WHERE table_schema = DATABASE() GROUP BY table_name, index_name`;

export const mysqlChecks: EngineChecks = {
  server,
  file: [],
  store,
  tables: TABLES,
  shape: { sql: SHAPE, byOwner: true },
};

async function powerFaults(target: StoreUnderCheck): Promise<Fault[]> {
  const rows = await target.ask('SHOW GRANTS');
  const powers = powersIn(rows.map((row) => String(Object.values(row)[0])));
  if (powers.length === 0) return [];
  const message = `The user "${target.role}" has ${powers.join(', ')} on the whole server.`;
  return [{ message, remedy: ownUserRemedy(target) }];
}

async function provisioningFaults(connection: MysqlConnection): Promise<Fault[]> {
  const missing = missingRights(await grantsOf(connection));
  if (missing.length === 0) return [];
  return [
    {
      message: `The user of its URL has not ${missing.join(' and ')}: it can make no tenants.`,
      remedy: 'GRANT CREATE USER ON *.* to it, and ALL PRIVILEGES ON `<prefix>%`.* WITH GRANT OPTION.',
    },
  ];
}

async function triggerFaults(connection: MysqlConnection): Promise<Fault[]> {
  if (mayMakeTriggers(await grantsOf(connection), await factsOf(connection))) return [];
  return [
    {
      message: 'It writes a binary log and lets only SUPER make triggers, which guard the books.',
      remedy: 'SET GLOBAL log_bin_trust_function_creators = 1, and in its configuration.',
    },
  ];
}
