import { closeSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { PhysicalConnection } from '../../pool/pool-spec.js';
import type { ConnectOptions } from '../engine.js';
import { isNoSpace } from '../no-space.js';

const STATEMENTS_KEPT = 200;
/** Statements that reach other files; a tenant's connection sees its own file and nothing else. */
const REFUSED = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/|;)*(ATTACH|DETACH|VACUUM\b[^]*?\bINTO)\b/i;

/** An open SQLite file with the statements prepared on it. */
export class SqliteFile implements PhysicalConnection {
  readonly raw: Database.Database;
  /** In the order of their making. A Map grows as it is filled; a cache of fixed size costs 5 KiB per open file. */
  readonly #statements = new Map<string, Database.Statement>();
  #closed = false;

  constructor(
    readonly path: string,
    { createIfMissing = false }: ConnectOptions,
  ) {
    if (createIfMissing) makePrivate(path);
    else assertNoLink(path);
    this.raw = opened(path, !createIfMissing);
    this.raw.pragma('synchronous = FULL');
    this.raw.pragma('foreign_keys = ON');
    // SQLite's own lower() knows ASCII alone; a search that ignores case does so in every script elsewhere.
    this.raw.function('lower', { deterministic: true }, lower);
  }

  prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    assertOneFile(sql);
    const statement = this.raw.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > STATEMENTS_KEPT) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#statements.clear();
    this.raw.close();
    return Promise.resolve();
  }

  /** A file is never lost by itself. */
  onLost(): void {}

  isClean(): boolean {
    return !this.#closed && !this.raw.inTransaction;
  }
}

export function assertOneFile(sql: string): void {
  if (REFUSED.test(sql)) throw new Error('ATTACH, DETACH and VACUUM INTO are refused: a store is one file.');
}

/** SQLite gives its log and its index the mode of the file. */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function opened(path: string, fileMustExist: boolean): Database.Database {
  try {
    return withLog(path, fileMustExist, false);
  } catch (error) {
    if (!isNoSpace(error)) throw error;
    return withLog(path, fileMustExist, true);
  }
}

/**
 * The index of the log is a file of its own, which a full disk has no room for. With the file to itself a connection
 * keeps the index in memory, so that at least reading goes on.
 */
function withLog(path: string, fileMustExist: boolean, alone: boolean): Database.Database {
  // Time-out 0: better-sqlite3 would wait inside the event loop; the runner retries without blocking.
  const file = new Database(path, { fileMustExist, timeout: 0 });
  try {
    file.pragma('busy_timeout = 0');
    if (alone) file.pragma('locking_mode = EXCLUSIVE');
    file.pragma('journal_mode = WAL');
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

export const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** The name of a store can't leave the folder; a link in its place could, or lead to another tenant's file. */
export function assertNoLink(path: string): void {
  if (isLink(path)) throw new Error(`${path} is a link. A store is a file of its own.`);
}
