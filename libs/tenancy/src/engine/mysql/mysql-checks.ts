import type { Connection, RowDataPacket } from 'mysql2/promise';
import {
  type Check,
  clockFaults,
  type EngineChecks,
  type Fault,
  type ServerUnderCheck,
  type StoreUnderCheck,
} from '../engine-checks.js';
import { connectMysql } from './mysql.connection.js';

/** Row by row: nothing that changes a table, and nothing outside its own database. */
const ROWS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
const OLDEST = { MariaDB: [10, 6], MySQL: [8, 0] } as const;

/** `version` as `SELECT VERSION()` answers it. */
export function versionFaults(version: string): Fault[] {
  const product = version.includes('MariaDB') ? 'MariaDB' : 'MySQL';
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [wantsMajor, wantsMinor] = OLDEST[product];
  if (major > wantsMajor || (major === wantsMajor && minor >= wantsMinor)) return [];
  const needed = `${product} ${wantsMajor}.${wantsMinor}`;
  return [{ message: `It is ${product} ${version}.`, remedy: `Upgrade it to ${needed} or newer.` }];
}

/**
 * Faults in what `SHOW GRANTS` says of a tenant's user: anything but rows of its own database, or less. The server
 * names databases with escaped underscores; one that isn't escaped stands for any character.
 */
function grantFaults(grants: readonly string[], { role, store }: { role: string; store: string }): Fault[] {
  const own = `\`${store.replaceAll('_', String.raw`\_`)}\`.*`;
  const user = `'${role}'@'%'`;
  const found = grants.map(grantOf);
  const rights = new Set(found.filter(({ on }) => on === own).flatMap((grant) => grant.rights));
  const tooLittle = [...ROWS].filter((right) => !rights.has(right));
  return [
    ...found.flatMap(({ rights, on }) => {
      const surplus = on === own ? rights.filter((right) => !ROWS.has(right)) : rights;
      if (surplus.length === 0 || surplus[0] === 'USAGE') return [];
      const what = surplus.join(', ') + (on && ` ON ${on}`);
      return [
        {
          message: `The user "${role}" may do more than read and write rows of "${store}": ${what}.`,
          remedy: `REVOKE ${what} FROM ${user};`,
        },
      ];
    }),
    ...(tooLittle.length === 0
      ? []
      : [
          {
            message: `The user "${role}" may not ${tooLittle.join(', ')} in its own database "${store}".`,
            remedy: `GRANT ${[...ROWS].join(', ')} ON ${own} TO ${user};`,
          },
        ]),
  ];
}

/** Without `on` it is a role that was given. */
function grantOf(text: string): { rights: string[]; on: string } {
  const [, rights = '', on = ''] = /^GRANT (.+?)(?: ON (\S+))? TO /.exec(text) ?? [];
  const mayGive = text.endsWith('WITH GRANT OPTION') && on !== '';
  return { rights: [...rights.split(', '), ...(mayGive ? ['GRANT OPTION'] : [])], on };
}

async function rows(
  connection: Connection,
  sql: string,
  parameters: unknown[] = [],
): Promise<RowDataPacket[]> {
  return (await connection.query<RowDataPacket[]>(sql, parameters))[0];
}

const inServer =
  (look: (server: Connection) => Promise<Fault[]>) =>
  async ({ url }: Pick<ServerUnderCheck, 'url'>): Promise<Fault[]> => {
    const connection = await connectMysql(url, { statementTimeoutMs: 0 });
    try {
      return await look(connection.raw.promise());
    } finally {
      await connection.close();
    }
  };

const server: readonly Check<ServerUnderCheck>[] = [
  { name: 'reachable', faults: inServer(async () => []) },
  {
    name: 'version',
    faults: inServer(async (connection) => {
      const [row] = await rows(connection, 'SELECT VERSION() AS version');
      return versionFaults(String(row?.['version']));
    }),
  },
  {
    name: 'clock',
    faults: inServer(async (connection) => {
      const [row] = await rows(connection, 'SELECT UNIX_TIMESTAMP(NOW(3)) * 1000 AS ms');
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
  {
    name: 'grants',
    faults: async ({ adminUrl, role, store }) =>
      inServer(async (connection) => {
        const found = await rows(connection, 'SHOW GRANTS FOR ?@?', [role, '%']);
        return grantFaults(
          found.map((row) => String(Object.values(row)[0])),
          { role, store },
        );
      })({ url: adminUrl }),
  },
];

export const mysqlChecks: EngineChecks = { server, file: [], store };

async function provisioningFaults(connection: Connection): Promise<Fault[]> {
  const grants = (await rows(connection, 'SHOW GRANTS')).map((row) => String(Object.values(row)[0]));
  const has = (right: string): boolean =>
    grants.some((grant) => grant.startsWith('GRANT ALL PRIVILEGES ON *.*') || grant.includes(right));
  const missing = ['CREATE USER', 'GRANT OPTION'].filter((right) => !has(right));
  if (missing.length === 0) return [];
  return [
    {
      message: `The user of its URL has not ${missing.join(' and ')}: it can make no tenants.`,
      remedy: 'GRANT CREATE USER ON *.* to it, and ALL PRIVILEGES ON `<prefix>%`.* WITH GRANT OPTION.',
    },
  ];
}

async function triggerFaults(connection: Connection): Promise<Fault[]> {
  const [row] = await rows(
    connection,
    'SELECT @@log_bin AS logs, @@log_bin_trust_function_creators AS trusts',
  );
  if (!row || Number(row['logs']) === 0 || Number(row['trusts']) === 1) return [];
  const [name] = await rows(connection, 'SHOW GRANTS');
  if (/ALL PRIVILEGES ON \*\.\*|SUPER/.test(String(Object.values(name ?? {})[0]))) return [];
  return [
    {
      message: 'It writes a binary log and lets only SUPER make triggers, which guard the books.',
      remedy: 'SET GLOBAL log_bin_trust_function_creators = 1, and in its configuration.',
    },
  ];
}
