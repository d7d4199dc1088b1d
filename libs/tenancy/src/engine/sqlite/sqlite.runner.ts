import { setTimeout as delay } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import {
  QueryFailedError,
  QueryResult,
  QueryRunnerAlreadyReleasedError,
  type Table,
  type TableColumn,
} from 'typeorm';
import { Query } from 'typeorm/driver/Query.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { ConnectionLease } from '../../pool/connection-lease.js';
import { route, type StoreConnector, type StoreRunner, type UnitOfWork } from '../../unit/unit-of-work.js';
import { timed } from '../../pool/store-events.js';
import { codeOf } from '../error-code.js';
import { assertOneFile, type SqliteFile } from './sqlite.connection.js';
import { INDEXES, isOfColumns, isPlain, type Kept, lostIndexes, TRIGGERS } from './sqlite-rebuild.js';
import { isLarge, SqliteThread } from './sqlite-thread.js';

const BUSY_WAIT_MS = 5_000;
const MAX_PAUSE_MS = 50;

/**
 * A runner on the one connection of a SQLite file. It holds the connection from BEGIN to COMMIT or
 * ROLLBACK (and for the whole of a migration), and for a single statement otherwise.
 */
export class SqliteStoreRunner extends BetterSqlite3QueryRunner implements StoreRunner {
  unit: UnitOfWork | undefined = undefined;
  protected held: ConnectionLease | undefined = undefined;
  protected pinned = false;
  /** Where a migration of a large file runs. */
  protected thread: SqliteThread | undefined = undefined;

  constructor(
    driver: BetterSqlite3Driver,
    readonly connector: StoreConnector,
  ) {
    super(driver);
  }

  /** Doesn't keep the connection: TypeORM asks for it in the middle of schema work, and others go on. */
  override async connect(): Promise<Database.Database> {
    const refusal = this.connector.refusal();
    if (refusal) throw refusal;
    const lease = this.held ?? (await this.connector.acquire());
    if (lease !== this.held) lease.release();
    return (lease.connection as SqliteFile).raw;
  }

  override query<T = unknown>(sql: string, parameters?: unknown[], structured?: false): Promise<T>;
  override query<T = unknown>(sql: string, parameters: unknown[], structured: true): Promise<QueryResult<T>>;
  override query(sql: string, parameters: unknown[] = [], structured = false): Promise<unknown> {
    return route(this, () => this.execute(sql, parameters, structured));
  }

  statement(sql: string): Promise<unknown> {
    return this.execute(sql, [], false);
  }

  async begin(isolation?: IsolationLevel): Promise<void> {
    await this.hold();
    try {
      await super.startTransaction(isolation);
    } catch (error) {
      this.isTransactionActive = false;
      this.letGo();
      throw error;
    }
  }

  async commit(): Promise<void> {
    const { unit } = this;
    this.unit = undefined;
    try {
      await super.commitTransaction();
      this.letGo();
    } finally {
      this.unit = unit;
    }
  }

  async rollback(): Promise<void> {
    const { unit } = this;
    this.unit = undefined;
    try {
      // SQLite rolls back by itself on a full disk and the like; a second ROLLBACK would be an error.
      if (this.isTransactionActive && !this.rolledBack()) await super.rollbackTransaction();
      this.isTransactionActive = false;
      this.transactionDepth = 0;
      this.letGo();
    } finally {
      this.unit = unit;
    }
  }

  override async startTransaction(isolation?: IsolationLevel): Promise<void> {
    if (this.isTransactionActive) return super.startTransaction(isolation);
    await this.begin(isolation);
    if (this.held) this.held.explicitOwner = this.connector.context();
  }

  override async commitTransaction(): Promise<void> {
    if (this.pinned && this.transactionDepth === 1) await this.assertForeignKeys();
    await super.commitTransaction();
    if (!this.isTransactionActive) this.letGo();
  }

  override async rollbackTransaction(): Promise<void> {
    await super.rollbackTransaction();
    if (!this.isTransactionActive) this.letGo();
  }

  override async beforeMigration(): Promise<void> {
    const { path } = (await this.hold()).connection as SqliteFile;
    this.pinned = true;
    if (!this.thread && !isLarge(path)) return super.beforeMigration();
    this.thread ??= new SqliteThread(path);
    await this.thread.run('PRAGMA foreign_keys = OFF', []);
  }

  override async afterMigration(): Promise<void> {
    await this.unpin();
    this.letGo();
  }

  /** Also after a migration that failed: who gets the connection next relies on foreign keys. */
  private async unpin(): Promise<void> {
    if (!this.pinned) return;
    const { thread } = this;
    this.pinned = false;
    this.thread = undefined;
    await thread?.close();
    if (this.held?.connection.isClean()) await super.afterMigration();
  }

  /** TypeORM would make the table anew, which costs its guards and the time to copy all rows. */
  override async addColumns(tableOrName: Table | string, columns: TableColumn[]): Promise<void> {
    if (!columns.every(isPlain)) return super.addColumns(tableOrName, columns);
    const table = typeof tableOrName === 'string' ? await this.getCachedTable(tableOrName) : tableOrName;
    const changed = table.clone();
    for (const column of columns) {
      const path = this.escapePath(table);
      await this.executeQueries(
        new Query(`ALTER TABLE ${path} ADD COLUMN ${this.buildCreateColumnSql(column)}`),
        new Query(`ALTER TABLE ${path} DROP COLUMN ${this.driver.escape(column.name)}`),
      );
      changed.addColumn(column);
    }
    this.replaceCachedTable(table, changed);
  }

  /** With its guards and with its indexes as they were: a table that is made anew has none of its own triggers. */
  protected override async recreateTable(newTable: Table, oldTable: Table, migrate = true): Promise<void> {
    const triggers = await this.query<Kept[]>(TRIGGERS);
    const indexes = await this.query<Kept[]>(INDEXES, [oldTable.name]);
    for (const { name, sql } of triggers) await this.replace(`DROP TRIGGER "${name}"`, sql);
    for (const table of [oldTable, newTable]) table.indices = table.indices.filter(isOfColumns);
    await super.recreateTable(newTable, oldTable, migrate);
    const now = await this.query<Kept[]>(INDEXES, [newTable.name]);
    for (const { name, sql } of lostIndexes(indexes, now, { oldTable, newTable })) {
      await this.replace(`DROP INDEX IF EXISTS "${name}"`, sql);
      await this.replace(sql, `DROP INDEX IF EXISTS "${name}"`);
    }
    for (const { name, sql } of triggers) await this.replace(sql, `DROP TRIGGER "${name}"`);
  }

  private replace(up: string, down: string): Promise<void> {
    return this.executeQueries(new Query(up), new Query(down));
  }

  isAborted(): Promise<boolean> {
    return Promise.resolve(this.rolledBack());
  }

  override release(): Promise<void> {
    return this.finish();
  }

  async finish(error?: Error): Promise<void> {
    if (this.isReleased) return;
    await this.unpin();
    await super.release();
    this.isReleased = true;
    this.held?.release(error);
    this.held = undefined;
  }

  private rolledBack(): boolean {
    if (this.thread) return !this.thread.inTransaction;
    return this.held !== undefined && !(this.held.connection as SqliteFile).raw.inTransaction;
  }

  /** Migrations run with foreign keys off, so that rebuilding a parent table deletes no children. */
  private async assertForeignKeys(): Promise<void> {
    const broken: { table: string; parent: string }[] = await this.query('PRAGMA foreign_key_check');
    const [first] = broken;
    if (first)
      throw new Error(
        `The migration leaves ${broken.length} rows of ${first.table} without ${first.parent}.`,
      );
  }

  protected async hold(): Promise<ConnectionLease> {
    const refusal = this.connector.refusal();
    if (refusal) throw refusal;
    this.held ??= await this.connector.acquire();
    return this.held;
  }

  protected letGo(): void {
    if (this.pinned || this.isTransactionActive || !this.held) return;
    this.held.explicitOwner = undefined;
    this.held.release();
    this.held = undefined;
  }

  protected async execute(sql: string, parameters: unknown[], structured: boolean): Promise<unknown> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const found = this.held ?? this.connector.acquire();
    const lease = found instanceof Promise ? await found : found;
    try {
      const { thread } = this;
      const run = (): QueryResult => this.run(lease.connection as SqliteFile, sql, parameters);
      const result = await timed(this.connector.ended, sql, async () =>
        thread
          ? await this.whenNotBusy(() => this.runIn(thread, sql, parameters))
          : (runUnlessBusy(run) ?? (await this.whenNotBusy(run))),
      );
      return structured ? result : result.raw;
    } catch (error) {
      this.dataSource.logger.logQueryError(error as Error, sql, parameters, this);
      throw new QueryFailedError(sql, parameters, error as Error);
    } finally {
      if (lease !== this.held) lease.release();
    }
  }

  private run(file: SqliteFile, sql: string, parameters: unknown[]): QueryResult {
    this.dataSource.logger.logQuery(sql, parameters, this);
    const statement = file.prepare(immediate(sql));
    const bound = parameters.map(numbered);
    const result = new QueryResult();
    if (statement.reader) {
      result.raw = result.records = statement.all(...bound);
      return result;
    }
    const { changes, lastInsertRowid } = statement.run(...bound);
    result.affected = changes;
    result.raw = lastInsertRowid;
    return result;
  }

  private async runIn(thread: SqliteThread, sql: string, parameters: unknown[]): Promise<QueryResult> {
    this.dataSource.logger.logQuery(sql, parameters, this);
    assertOneFile(sql);
    const { rows, changes, lastInsertRowid } = await thread.run(immediate(sql), parameters.map(numbered));
    const result = new QueryResult();
    if (rows) {
      result.raw = result.records = rows;
      return result;
    }
    result.affected = changes;
    result.raw = lastInsertRowid;
    return result;
  }

  /** Another process may be writing. Nothing was changed when SQLite says BUSY, so trying again is safe. */
  private async whenNotBusy<R>(run: () => R | Promise<R>): Promise<R> {
    const deadline = Date.now() + BUSY_WAIT_MS;
    for (let pause = 2; ; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
      try {
        return await run();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (Date.now() > deadline) throw this.connector.lost(error);
        await delay(pause);
      }
    }
  }
}

/** A transaction that reads first and writes later can't fail half-way for a lock. */
const immediate = (sql: string): string => (sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql);

const numbered = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

/** Undefined when another process is writing. */
function runUnlessBusy<R>(run: () => R): R | undefined {
  try {
    return run();
  } catch (error) {
    if (isBusy(error)) return undefined;
    throw error;
  }
}

const isBusy = (error: unknown): boolean => codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;
