import type { Client } from 'pg';
import type { QueryResult } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import type { ConnectionLease } from '../../pool/connection-lease.js';
import { route, type StoreConnector, type StoreRunner, type UnitOfWork } from '../../unit/unit-of-work.js';
import { timed } from '../../pool/store-events.js';
import type { PostgresConnection } from './postgres.connection.js';
import { connectionLost } from './postgres.errors.js';

type Release = Parameters<ConnectionLease['release']>[0];

/** TypeORM's PostgreSQL runner on a leased connection, with every statement in its unit of work. */
export class PostgresStoreRunner extends PostgresQueryRunner implements StoreRunner {
  unit: UnitOfWork | undefined = undefined;
  protected connecting: Promise<Client> | undefined = undefined;
  protected lease: ConnectionLease | undefined = undefined;

  constructor(
    driver: PostgresDriver,
    readonly connector: StoreConnector,
  ) {
    super(driver, 'master');
  }

  override connect(): Promise<Client> {
    const refusal = this.connector.refusal();
    if (refusal) return Promise.reject(refusal);
    if (!this.connecting) {
      const lease = this.connector.acquire();
      this.connecting =
        lease instanceof Promise
          ? lease.then((later) => this.adopt(later))
          : Promise.resolve(this.adopt(lease));
    }
    return this.connecting;
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
      // On a connection that is gone there is nothing to undo, and asking it could take long.
      const gone = this.lease && (this.lease.connection as PostgresConnection).isBroken;
      if (this.isTransactionActive && !gone) await super.rollbackTransaction();
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

  /** Asks the server: the driver tells a statement's error before it knows the transaction's new state. */
  isAborted(): Promise<boolean> {
    return this.execute('SELECT 1').then(
      () => false,
      () => true,
    );
  }

  override release(): Promise<void> {
    return this.finish();
  }

  async finish(error?: Release): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    if (!this.lease) await this.connecting?.catch(() => undefined);
    this.lease?.release(error);
  }

  protected async execute(sql: string, parameters?: unknown[], structured = false): Promise<unknown> {
    try {
      if (this.connector.ended) await this.connect();
      return await timed(this.connector.ended, sql, () => super.query(sql, parameters, structured));
    } catch (error) {
      (this.lease?.connection as PostgresConnection | undefined)?.noteFailure(error);
      throw connectionLost(error) ? this.connector.lost(error) : error;
    } finally {
      (this.lease?.connection as PostgresConnection | undefined)?.noteStatement(sql);
    }
  }

  private adopt(lease: ConnectionLease): Client {
    this.lease = lease;
    return lease.connection.raw as Client;
  }

  /** The unit's own COMMIT and ROLLBACK don't queue behind the calls they end. */
  private detach(): UnitOfWork | undefined {
    const { unit } = this;
    this.unit = undefined;
    return unit;
  }
}
