import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { PhysicalConnection } from '../../pool/pool-spec.js';
import type { ConnectOptions } from '../engine.js';
import { valueParsers } from './instants.js';
import { connectionLost } from './postgres.errors.js';
import { postgresAddress, withoutWorkers } from './postgres.url.js';
import { touchesSession } from './session-words.js';

const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 1_000;
const CHECK_TIMEOUT_MS = 1_000;
/** How much longer than the server this side waits: by then it is the network that hangs, not the statement. */
const SILENCE_MS = 5_000;

/** One connection. It outlives errors: it turns unclean and is not handed out again. */
export class PostgresConnection implements PhysicalConnection {
  #broken = false;
  #inDoubt = false;
  #onLost = (): void => undefined;
  /** It serves several tenants in turn. */
  isShared = false;

  constructor(readonly raw: Client) {
    for (const event of ['error', 'end'] as const) {
      raw.on(event, () => {
        this.#broken = true;
        this.#onLost();
      });
    }
  }

  /** A time-out of this side leaves a statement running, and its answer would go to the next caller. */
  noteFailure(error: unknown): void {
    if (connectionLost(error)) this.#broken = true;
  }

  get isBroken(): boolean {
    return this.#broken;
  }

  onLost(listener: () => void): void {
    this.#onLost = listener;
  }

  /** Before a statement on a shared connection that may leave the session as another than it was. */
  noteStatement(sql: string): void {
    if (this.isShared && touchesSession(sql)) this.#inDoubt = true;
  }

  isClean(): boolean {
    return !this.#broken && !this.#inDoubt && this.raw.getTransactionStatus() === 'I';
  }

  async check(): Promise<boolean> {
    const answer = this.raw.query('SELECT 1').then(
      () => true,
      () => false,
    );
    const alive = await Promise.race([answer, delay(CHECK_TIMEOUT_MS, false, { ref: false })]);
    if (!alive) this.#broken = true;
    return alive;
  }

  /** Says good-bye, so that the server frees the slot at once; doesn't wait for one that hangs. */
  async close(): Promise<void> {
    const { stream } = (this.raw as unknown as { connection: { stream: Socket } }).connection;
    if (this.#broken) stream.destroy();
    const ended = this.raw.end().catch(() => undefined);
    await Promise.race([ended, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    stream.destroy();
  }
}

export async function connectPostgres(url: string, options: ConnectOptions): Promise<PostgresConnection> {
  const client = new Client({
    ...postgresAddress(withoutWorkers(url)),
    application_name: 'tenantry',
    types: valueParsers,
    connectionTimeoutMillis: Math.max(CONNECT_TIMEOUT_MS, options.connectTimeoutMs ?? 0),
    keepAlive: true,
    ...timeouts(options),
  });
  const connection = new PostgresConnection(client);
  try {
    await client.connect();
    return connection;
  } catch (error) {
    connection.noteFailure(error);
    await connection.close();
    throw error;
  }
}

/** A transaction that its program has forgotten holds locks against everybody: the server ends it. */
const timeouts = ({ statementTimeoutMs: statementMs, silenceMs = SILENCE_MS }: ConnectOptions) =>
  statementMs > 0
    ? {
        statement_timeout: statementMs,
        query_timeout: statementMs + silenceMs,
        idle_in_transaction_session_timeout: 2 * statementMs,
      }
    : {};
