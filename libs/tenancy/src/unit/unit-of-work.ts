import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { UnitOfWorkEndedError } from '../tenancy.errors.js';
import type { ConnectionLease } from '../pool/connection-lease.js';
import type { StatementEnd } from '../pool/store-events.js';

// Why: docs/decisions/003-unit-of-work.md

/** A query runner that knows the unit of work it serves. The engines' runners implement it. */
export interface StoreRunner extends QueryRunner {
  readonly connector: StoreConnector;
  unit: UnitOfWork | undefined;
  /** A statement that doesn't queue: the unit of work's own BEGIN, SAVEPOINT, COMMIT. */
  statement(sql: string): Promise<unknown>;
  begin(isolation?: IsolationLevel): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** True when the server has given the transaction up and COMMIT would silently roll back. */
  isAborted(): Promise<boolean>;
  /** Gives the connection back for good; `release` of a joined runner does nothing. */
  finish(error?: Error): Promise<void>;
}

/** Where a runner gets its connection, and what a lost one means to the caller. */
export interface StoreConnector {
  /** No promise when a connection is there at once. */
  acquire(): ConnectionLease | Promise<ConnectionLease>;
  /** The context of the caller, to tell its own explicit transactions from others'. */
  context(): object | undefined;
  /** Why the caller may not use the store, if it may not. Asked at every statement: it costs a comparison. */
  refusal(): Error | undefined;
  /** The error for a statement whose connection was lost. */
  lost(cause: unknown): Error;
  /** Told of each statement; absent where nobody wants to know. */
  readonly ended?: StatementEnd | undefined;
}

interface Link {
  readonly unit: UnitOfWork;
  readonly outer: Link | undefined;
}

const links = new AsyncLocalStorage<Link | undefined>();

/**
 * One transaction or savepoint, and the calls that belong to it. Calls run one at a time, in order:
 * a nested unit is a call like any other, so that its savepoint never overlaps with a sibling's, and
 * whatever its callback calls goes to the nested unit's own queue, so that nothing waits for itself.
 */
export class UnitOfWork {
  #tail: Promise<unknown> = Promise.resolve();
  #ended = false;
  /** The last statement that failed; told to the caller when the server has aborted the transaction. */
  failure: unknown = undefined;
  /** The handle that opened an explicit savepoint; see joined-runner. */
  explicitHandle: object | undefined;
  /** What is done once the transaction has committed, and not at all otherwise. */
  readonly afterCommit: (() => void)[];

  constructor(
    readonly source: DataSource,
    readonly runner: StoreRunner,
    readonly depth: number,
    outer?: UnitOfWork,
  ) {
    this.afterCommit = outer?.afterCommit ?? [];
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Runs `call` after those before it. Rejects with UnitOfWorkEndedError once the callback has returned. */
  enqueue<R>(call: () => Promise<R>): Promise<R> {
    if (this.#ended) return Promise.reject(new UnitOfWorkEndedError());
    const result = this.#tail.then(call);
    this.#tail = result.catch((error: unknown) => {
      this.failure = error;
    });
    return result;
  }

  /** Lets the calls made so far finish and refuses new ones. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#tail;
  }

  /** A savepoint inside this unit. */
  nested<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    return this.enqueue(async () => {
      const savepoint = `unit_${this.depth + 1}`;
      await this.runner.statement(`SAVEPOINT ${savepoint}`);
      const unit = new UnitOfWork(this.source, this.runner, this.depth + 1, this);
      try {
        const result = await inside(unit, work);
        await this.runner.statement(`RELEASE SAVEPOINT ${savepoint}`);
        return result;
      } catch (error) {
        await unit.end();
        await this.runner.statement(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        await this.runner.statement(`RELEASE SAVEPOINT ${savepoint}`);
        throw error;
      }
    });
  }
}

/** The unit of work of this data source around the current call, if there is one. */
export function findUnit(source: DataSource): UnitOfWork | undefined {
  for (let link = links.getStore(); link; link = link.outer) {
    if (link.unit.source === source) return link.unit;
  }
  return undefined;
}

/** True inside a unit of work that hasn't ended, of whichever data source: its connection is held meanwhile. */
export function isInUnit(): boolean {
  let link = links.getStore();
  while (link?.unit.ended) link = link.outer;
  return link !== undefined;
}

/** Runs `work` in the context outside every unit of work that has ended. */
export function outsideEndedUnits<R>(work: () => R): R {
  let link = links.getStore();
  if (!link) return work();
  while (link?.unit.ended) link = link.outer;
  return links.run(link, work);
}

/** Once the transaction around the current call has committed; now where there is none. Savepoints don't count. */
export function afterCommit(source: DataSource, work: () => void): void {
  const unit = findUnit(source);
  if (unit) unit.afterCommit.push(work);
  else work();
}

const outsideUnits = <R>(work: () => R): R => links.run(undefined, work);

/** Runs `work` in a transaction of its own on `runner`, which is left released when `owned`. */
export async function transact<R>(
  runner: StoreRunner,
  options: { isolation?: IsolationLevel | undefined; owned: boolean },
  work: (manager: EntityManager) => Promise<R>,
): Promise<R> {
  const unit = new UnitOfWork(runner.dataSource, runner, 0);
  let failure: Error | undefined;
  try {
    await runner.begin(options.isolation);
    runner.unit = unit;
    const result = await inside(unit, work);
    await runner.commit();
    for (const after of unit.afterCommit) outsideUnits(after);
    return result;
  } catch (error) {
    await unit.end();
    // The first error is the one to tell; a connection that can't even roll back is not used again.
    failure = await runner.rollback().then(
      () => undefined,
      (fault: unknown) =>
        fault instanceof Error ? fault : new Error('The transaction could not be rolled back.'),
    );
    throw error;
  } finally {
    if (options.owned) await runner.finish(failure);
    else runner.unit = undefined;
  }
}

async function inside<R>(unit: UnitOfWork, work: (manager: EntityManager) => Promise<R>): Promise<R> {
  const result = await links.run({ unit, outer: links.getStore() }, () => work(unit.runner.manager));
  await unit.end();
  if (unit.failure !== undefined && (await unit.runner.isAborted())) throw unit.failure;
  return result;
}

/** Sends a call on `runner` to the innermost unit of the current context, else to the runner's own. */
export function route<R>(runner: StoreRunner, call: () => Promise<R>): Promise<R> {
  const refusal = runner.connector.refusal();
  if (refusal) return Promise.reject(refusal);
  const own = runner.unit;
  if (!own) return call();
  const nearest = findUnit(runner.dataSource);
  return (nearest && nearest.runner === own.runner ? nearest : own).enqueue(call);
}
