import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { RoleAdmin, StoreAdmin } from '../engine.js';
import type { Credentials } from '../shared-database.js';
import { ServerRightsError } from '../../tenancy.errors.js';
import { codeOf } from '../error-code.js';
import { checkIdentifier, quoteWithBackticks } from '../identifier.js';
import { CREATE_MARKER, MARKER_TABLE, READ_MARKER, type StoreState, storeState } from '../store-marker.js';
import { NAMES_IN_GRANTS, nameInGrant } from './mysql-grants.js';
import { connectMysql } from './mysql.connection.js';
import { withDatabase } from './mysql.url.js';

const NO_SUCH_DATABASE = 'ER_BAD_DB_ERROR';
/** It has ended by itself, or is another user's. */
const NOT_KILLED = new Set(['ER_NO_SUCH_THREAD', 'ER_KILL_DENIED_ERROR']);
const LOCK_WAIT_SECONDS = 30;
/** CREATE USER, and GRANT of what one has not oneself. */
const NO_RIGHT = new Set([
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
]);
const TABLES =
  'SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = DATABASE()';

const SIZE =
  'SELECT SUM(data_length + index_length) AS bytes FROM information_schema.tables WHERE table_schema = ?';

/** Databases of one MySQL or MariaDB server. `serverUrl` signs in as a user that may create them. */
export class MysqlStores implements StoreAdmin {
  readonly roles: RoleAdmin = {
    create: (store, credentials) => this.createUser(store, credentials),
    drop: async (user) => {
      await this.onServer((server) => server.query(`DROP USER IF EXISTS ${account(user)}`));
    },
  };

  constructor(private readonly serverUrl: string) {}

  async exists(store: string): Promise<boolean> {
    const sql = 'SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?';
    return (await this.onServer((server) => rows(server, sql, [store]))).length > 0;
  }

  /** As the server estimates it. */
  async size(store: string): Promise<number | undefined> {
    const [found] = await this.onServer((server) => rows<{ bytes: string | null }>(server, SIZE, [store]));
    return found?.bytes == null ? undefined : Number(found.bytes);
  }

  /** utf8mb4_bin: otherwise "A" = "a" in whatever names no collation of its own. */
  async create(store: string): Promise<void> {
    const name = quoteWithBackticks(store);
    const sql = `CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
    await this.onServer((server) => server.query(sql));
  }

  async drop(store: string): Promise<void> {
    const name = quoteWithBackticks(store);
    await this.onServer(async (server) => {
      // An open transaction makes DROP wait, by this server's default for a day.
      await server.query('SET lock_wait_timeout = ?', [LOCK_WAIT_SECONDS]);
      await endConnections(server, store);
      await server.query(`DROP DATABASE IF EXISTS ${name}`);
    });
  }

  /** Table by table: a user that was given one database may not make it anew. Triggers go with their tables. */
  async clear(store: string): Promise<void> {
    await this.inStore(store, async (database) => {
      const found = await rows<{ name: string; type: string }>(database, TABLES);
      await database.query('SET foreign_key_checks = 0');
      for (const { name, type } of found) {
        await database.query(`DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} IF EXISTS ??`, [name]);
      }
    });
  }

  async inspect(store: string): Promise<StoreState> {
    try {
      return await this.inStore(store, async (database) => {
        const tables = (await rows<{ name: string }>(database, TABLES)).map(({ name }) => name);
        const markers = tables.includes(MARKER_TABLE)
          ? await rows<{ tenant_id: string }>(database, READ_MARKER)
          : [];
        return storeState(
          tables,
          markers.map(({ tenant_id }) => tenant_id),
        );
      });
    } catch (error) {
      if (codeOf(error) === NO_SUCH_DATABASE) return { kind: 'missing' };
      throw error;
    }
  }

  async mark(store: string, tenantId: string): Promise<void> {
    await this.inStore(store, async (database) => {
      await database.query(CREATE_MARKER);
      await database.query(`INSERT IGNORE INTO ${MARKER_TABLE} (tenant_id) VALUES (?)`, [tenantId]);
    });
  }

  /** Rows of every table, also of later ones. Triggers run as who made them, so they need no grant. */
  private async createUser(store: string, { user, password }: Credentials): Promise<void> {
    const as = account(user);
    checkIdentifier(store);
    await this.onServer(async (server) => {
      const [names] = await rows<{ Value: string }>(server, NAMES_IN_GRANTS);
      const database = nameInGrant(store, names?.Value === 'ON');
      const secret = 'IDENTIFIED BY ? PASSWORD EXPIRE NEVER';
      const made = `CREATE USER IF NOT EXISTS ${as} ${secret}`;
      const [{ warningStatus }] = await server.query<ResultSetHeader>(made, [password]);
      // The warning that it is there. Giving a new one the same password again breaks a history of passwords.
      if (warningStatus > 0) await server.query(`ALTER USER ${as} ${secret}`, [password]);
      await server.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${database}.* TO ${as}`);
    }).catch((error: unknown) => {
      if (!NO_RIGHT.has(codeOf(error) ?? '')) throw error;
      throw new ServerRightsError('make users', 'CREATE USER and GRANT OPTION', { cause: error });
    });
  }

  private onServer<T>(work: (server: Connection) => Promise<T>): Promise<T> {
    return withConnection(this.serverUrl, work);
  }

  private inStore<T>(store: string, work: (database: Connection) => Promise<T>): Promise<T> {
    return withConnection(withDatabase(this.serverUrl, store), work);
  }
}

async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectMysql(url, { statementTimeoutMs: 0 });
  try {
    return await work(connection.raw.promise());
  } finally {
    await connection.close();
  }
}

/** By SHOW: MySQL is about to give up the table of processes, and its other one is missing on MariaDB. */
async function endConnections(server: Connection, store: string): Promise<void> {
  const found = await rows<{ Id: string; db: string | null }>(server, 'SHOW PROCESSLIST');
  for (const { Id: id } of found.filter(({ db }) => db === store)) {
    await server.query('KILL ?', [Number(id)]).catch((error: unknown) => {
      if (!NOT_KILLED.has(codeOf(error) ?? '')) throw error;
    });
  }
}

async function rows<R = object>(connection: Connection, sql: string, parameters?: unknown[]): Promise<R[]> {
  const [found] = await connection.query<RowDataPacket[]>(sql, parameters);
  return found as R[];
}

const account = (user: string): string => `'${checkIdentifier(user)}'@'%'`;
