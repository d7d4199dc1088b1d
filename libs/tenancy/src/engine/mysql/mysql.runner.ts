import type { Connection } from 'mysql2';
import type { QueryResult, Table, TableColumn } from 'typeorm';
import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver.js';
import { MysqlQueryRunner } from 'typeorm/driver/mysql/MysqlQueryRunner.js';
import { Query } from 'typeorm/driver/Query.js';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { ConnectionLease } from '../../pool/connection-lease.js';
import { route, type StoreConnector, type StoreRunner, type UnitOfWork } from '../../unit/unit-of-work.js';
import { timed } from '../../pool/store-events.js';
import type { MysqlConnection } from './mysql.connection.js';
import { connectionLost, ImplicitCommitError, named } from './mysql.errors.js';

/** TypeORM's MySQL runner on a leased connection, with every statement in its unit of work. */
export class MysqlStoreRunner extends MysqlQueryRunner implements StoreRunner {
  unit: UnitOfWork | undefined = undefined;
  protected acquiring: Promise<ConnectionLease> | undefined = undefined;
  protected lease: ConnectionLease | undefined = undefined;

  constructor(
    driver: MysqlDriver,
    readonly connector: StoreConnector,
  ) {
    super(driver, 'master');
  }

  override async connect(): Promise<Connection> {
    const refusal = this.connector.refusal();
    if (refusal) throw refusal;
    return (await this.leased()).raw;
  }

  override query<T = unknown>(sql: string, parameters?: unknown[], structured?: false): Promise<T>;
  override query<T = unknown>(sql: string, parameters: unknown[], structured: true): Promise<QueryResult<T>>;
  override query(sql: string, parameters?: unknown[], structured = false): Promise<unknown> {
    return route(this, () => this.execute(sql, parameters, structured));
  }

  statement(sql: string): Promise<unknown> {
    return this.execute(sql);
  }

  begin(isolation?: IsolationLevel): Promise<void> {
    return super.startTransaction(isolation);
  }

  async commit(): Promise<void> {
    const unit = this.detach();
    try {
      await super.commitTransaction();
    } finally {
      this.unit = unit;
    }
  }

  async rollback(): Promise<void> {
    const unit = this.detach();
    try {
      if (this.isTransactionActive) await super.rollbackTransaction();
    } finally {
      this.unit = unit;
    }
  }

  override async startTransaction(isolation?: IsolationLevel): Promise<void> {
    await super.startTransaction(isolation);
    if (this.lease) this.lease.explicitOwner = this.connector.context();
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    if (this.lease && !this.isTransactionActive) this.lease.explicitOwner = undefined;
  }

  override async rollbackTransaction(): Promise<void> {
    await super.rollbackTransaction();
    if (this.lease && !this.isTransactionActive) this.lease.explicitOwner = undefined;
  }

  /** A statement that fails is undone alone; only a deadlock or the wait for a lock costs the transaction. */
  async isAborted(): Promise<boolean> {
    return (await this.leased()).givenUp !== undefined;
  }

  // Both compare with the driver's database, which is known once a connection is open.
  override async hasTable(table: Table | string): Promise<boolean> {
    await this.leased();
    return super.hasTable(table);
  }

  override async hasColumn(table: Table | string, column: TableColumn | string): Promise<boolean> {
    await this.leased();
    return super.hasColumn(table, column);
  }

  /** With the table's CHECKs, which TypeORM leaves out: its dialect dates from servers that ignored them. */
  protected override createTableSql(table: Table, createForeignKeys?: boolean): Query {
    const { query, parameters } = super.createTableSql(table, createForeignKeys);
    const checks = table.checks.map(
      ({ name, expression }) => `, CONSTRAINT ${this.driver.escape(String(name))} CHECK (${expression})`,
    );
    const end = query.lastIndexOf(') ENGINE=');
    return new Query(query.slice(0, end) + checks.join('') + query.slice(end), parameters);
  }

  /** MariaDB tells a column without a default by the word NULL, which TypeORM reads so for its own type alone. */
  protected override async loadTables(names?: string[]): Promise<Table[]> {
    const tables = await super.loadTables(names);
    const [row] = await this.query<{ version: string }[]>('SELECT VERSION() AS version');
    if (!row?.version.includes('MariaDB')) return tables;
    for (const column of tables.flatMap(({ columns }) => columns)) {
      if (column.default === "'NULL'") column.default = undefined;
    }
    return tables;
  }

  override release(): Promise<void> {
    return this.finish();
  }

  async finish(error?: Error): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    const lease = await this.acquiring?.catch(() => undefined);
    lease?.release(error);
  }

  protected async leased(): Promise<MysqlConnection> {
    this.acquiring ??= Promise.resolve(this.connector.acquire());
    this.lease = await this.acquiring;
    const connection = this.lease.connection as MysqlConnection;
    if (this.driver.database === undefined) this.adopt(connection);
    return connection;
  }

  /** What is the same for all connections of a data source, and known with the first. */
  private adopt({ database, silenceMs }: MysqlConnection): void {
    this.driver.database = database;
    if (silenceMs === 0) return;
    Object.assign(this.driver.options, { enableQueryTimeout: true, maxQueryExecutionTime: silenceMs });
  }

  protected async execute(sql: string, parameters?: unknown[], structured = false): Promise<unknown> {
    const connection = await this.leased();
    if (connection.givenUp && sql !== 'ROLLBACK') throw connection.givenUp;
    try {
      const result = await timed(this.connector.ended, sql, () => super.query(sql, parameters ?? [], true));
      connection.note(result.raw);
      this.assertStillInTransaction(connection, sql);
      return structured ? result : result.raw;
    } catch (cause) {
      const error = named(cause);
      connection.noteFailure(error);
      throw connectionLost(error) ? this.connector.lost(error) : error;
    }
  }

  /** In a unit of work all is done or nothing; a migration, which has none, is made of steps that can be repeated. */
  private assertStillInTransaction(connection: MysqlConnection, sql: string): void {
    if (!this.unit || connection.inTransaction) return;
    connection.givenUp = new ImplicitCommitError(sql);
    throw connection.givenUp;
  }

  /** The unit's own COMMIT and ROLLBACK don't queue behind the calls they end. */
  private detach(): UnitOfWork | undefined {
    const { unit } = this;
    this.unit = undefined;
    return unit;
  }
}
