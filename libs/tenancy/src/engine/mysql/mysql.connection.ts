import { setTimeout as delay } from 'node:timers/promises';
import { type Connection, createConnection, type ResultSetHeader } from 'mysql2';
import type { PhysicalConnection } from '../../pool/pool-spec.js';
import type { ConnectOptions } from '../engine.js';
import { connectionLost, transactionRolledBack } from './mysql.errors.js';
import { sessionSql } from './mysql.session.js';
import { mysqlAddress } from './mysql.url.js';

const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;
const CHECK_TIMEOUT_MS = 1_000;
/** How much longer than the server this side waits: by then it is the network that hangs, not the statement. */
const SILENCE_MS = 5_000;
const IN_TRANSACTION = 1;
const AUTOCOMMIT = 2;

/** What the server tells of the session after a statement without rows. */
type Header = ResultSetHeader & { serverStatus?: number; stateChanges?: { schema?: string } };

/** One connection. It outlives errors: it turns unclean and is not handed out again. */
export class MysqlConnection implements PhysicalConnection {
  #broken = false;
  #inTransaction = false;
  #onLost = (): void => undefined;
  /**
   * Why the server has given up the transaction. Whatever came next would be committed at once, statement by
   * statement, so nothing but ROLLBACK is sent until then.
   */
  givenUp: Error | undefined;

  constructor(
    readonly raw: Connection,
    /** After this time without an answer the connection counts as lost. 0: never. */
    readonly silenceMs: number,
  ) {
    for (const event of ['error', 'end']) raw.on(event, () => this.#lose());
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** The database it was opened on. */
  get database(): string | undefined {
    return this.raw.config.database;
  }

  /** Keeps what a result says of the transaction. Rows say nothing, and reading begins and ends none. */
  note(result: unknown): void {
    const header = (Array.isArray(result) ? result.at(-1) : result) as Header | undefined;
    if (header?.constructor.name !== 'ResultSetHeader' || header.serverStatus === undefined) return;
    this.#inTransaction = (header.serverStatus & IN_TRANSACTION) !== 0;
    if (!this.#inTransaction) this.givenUp = undefined;
    // USE, or SET autocommit: the next one to get this connection would be in another place than it thinks.
    if (header.stateChanges?.schema || (header.serverStatus & AUTOCOMMIT) === 0) this.#broken = true;
  }

  noteFailure(error: unknown): void {
    if (connectionLost(error)) this.#broken = true;
    if (this.#inTransaction && transactionRolledBack(error)) this.givenUp = error as Error;
  }

  onLost(listener: () => void): void {
    this.#onLost = listener;
  }

  isClean(): boolean {
    return !this.#broken && !this.#inTransaction && !this.givenUp;
  }

  async check(): Promise<boolean> {
    const answer = this.raw
      .promise()
      .ping()
      .then(
        () => true,
        () => false,
      );
    const alive = await Promise.race([answer, delay(CHECK_TIMEOUT_MS, false, { ref: false })]);
    if (!alive) this.#broken = true;
    return alive;
  }

  /** Says good-bye, so that the server doesn't count it as aborted; doesn't wait for one that hangs. */
  async close(): Promise<void> {
    if (!this.#broken) {
      const ended = new Promise<void>((resolve) => this.raw.end(() => resolve()));
      await Promise.race([ended, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    }
    this.raw.destroy();
  }

  #lose(): void {
    this.#broken = true;
    this.#onLost();
  }
}

export async function connectMysql(url: string, options: ConnectOptions): Promise<MysqlConnection> {
  const raw = createConnection({
    ...mysqlAddress(url),
    charset: 'UTF8MB4_BIN',
    timezone: 'Z',
    // A calendar day has no time zone; as a Date it would be another day west of Greenwich.
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    stringifyObjects: true,
    multipleStatements: false,
    flags: ['-LOCAL_FILES'],
    connectTimeout: Math.max(CONNECT_TIMEOUT_MS, options.connectTimeoutMs ?? 0),
    enableKeepAlive: true,
    connectAttributes: { program_name: 'tenantry' },
  });
  const { statementTimeoutMs } = options;
  const connection = new MysqlConnection(raw, statementTimeoutMs > 0 ? statementTimeoutMs + SILENCE_MS : 0);
  try {
    await raw.promise().query(sessionSql(statementTimeoutMs));
    return connection;
  } catch (error) {
    raw.destroy();
    throw error;
  }
}
