import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CatalogChange } from '../catalog/rows/catalog-change.js';
import type { NewOperation, OperationStore } from './operation-store.js';
import type { OperationEntity } from '../catalog/rows/operation.entity.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import type { OperationKind } from './operation-kind.js';
import { OperationRun, type RunEnd } from './operation-run.js';
import {
  OperationCancelledError,
  OperationFailedError,
  OperationNotFoundError,
  OperationStateError,
} from './operation.errors.js';
import { hasEnded, newOwner } from './process-identity.js';

const AT_ONCE = 2;
const WAIT_POLL_MS = 200;
const RESUME_AGAIN_MS = 10_000;
const LATER = 'The program is stopping. It goes on with the operation at its next start.';

interface Parts {
  store: OperationStore;
  changes: CatalogChange;
  tenants: TenantCatalog;
  /** Default: a name for this runner in this process. */
  owner?: string;
}

/** Runs operations in the background of this process, a few at once, and picks up what a dead one left. */
export class OperationRunner {
  readonly owner: string;
  private readonly kinds = new Map<string, OperationKind>();
  private readonly runs = new Map<string, Promise<RunEnd>>();
  private readonly waiting: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private readonly logger = new Logger('Operations');
  private inFlight = 0;
  private atOnce = AT_ONCE;
  private again: NodeJS.Timeout | undefined;

  constructor(private readonly parts: Parts) {
    this.owner = parts.owner ?? newOwner();
  }

  /** Makes a kind known, before anything of it is begun or resumed. */
  register(kind: OperationKind): void {
    this.kinds.set(kind.kind, kind);
  }

  /** At least so many at once from now on. */
  widen(atOnce: number): void {
    this.atOnce = Math.max(this.atOnce, atOnce);
  }

  /** Writes an operation down, inside the caller's transaction. Launch it when that has committed. */
  insert(manager: EntityManager, operation: Omit<NewOperation, 'steps'>): Promise<string> {
    const steps = this.kindOf(operation.kind)
      .steps()
      .map(({ name }) => name);
    return this.parts.store.insert(manager, this.owner, { ...operation, steps });
  }

  /** Runs an operation in the background; does nothing when it runs here already. */
  launch(id: string): void {
    if (this.runs.has(id) || this.stopping.signal.aborted) return;
    const run = this.inTurn(() => this.claimAndRun(id)).finally(() => this.runs.delete(id));
    // What isn't written down as a failure is the control database's: somebody may go on when it is back.
    run.catch(() => this.resumeLater());
    this.runs.set(id, run);
  }

  /** Waits for the end. Throws what the failing step threw; OperationCancelledError. */
  async finished(id: string): Promise<Map<string, string>> {
    const end = await this.runs.get(id);
    if (end?.status === 'failed') throw end.error;
    if (end?.status === 'succeeded') return end.results;
    return this.finishedElsewhere(id);
  }

  /** Picks up what nobody finishes: at the start, and again while a process that may be dead holds some. */
  async resume(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const unfinished = await this.parts.store.unfinished();
    const foreign = unfinished.filter((operation) => !this.isFree(operation));
    for (const operation of unfinished) if (this.isFree(operation)) this.launch(operation.id);
    if (foreign.length > 0) this.resumeLater();
  }

  /** Runs a failed operation again, from the step that failed. */
  async retry(id: string): Promise<void> {
    const row = await this.get(id);
    await this.parts.changes.requested(row.tenant, async (manager) => {
      if (!(await this.parts.store.reopen(manager, row, false)))
        throw new OperationStateError(row.status, 'retried');
      await this.kindOf(row.kind).retried?.(manager, row);
    });
    this.launch(id);
  }

  /** Undoes what was done. A running operation stops after its step; a failed one is taken up again for it. */
  async cancel(id: string): Promise<void> {
    const row = await this.get(id);
    if (row.status === 'succeeded' || row.status === 'cancelled')
      throw new OperationStateError(row.status, 'cancelled');
    await this.parts.changes.requested(row.tenant, async (manager) => {
      if (row.status !== 'failed') return this.parts.store.requestCancel(manager, id);
      if (!(await this.parts.store.reopen(manager, row, true)))
        throw new OperationStateError(row.status, 'cancelled');
    });
    this.launch(id);
  }

  /** Throws OperationNotFoundError. */
  async get(id: string): Promise<OperationEntity> {
    const row = await this.parts.store.find(id);
    if (!row) throw new OperationNotFoundError(id);
    return row;
  }

  /** Before data sources are closed: a running step still needs them. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Lets each running step end, and leaves the rest to the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.again);
    for (const next of this.waiting.splice(0)) next();
    await Promise.allSettled(this.runs.values());
  }

  private resumeLater(): void {
    clearTimeout(this.again);
    if (this.stopping.signal.aborted) return;
    this.again = setTimeout(
      () => void this.resume().catch(() => this.resumeLater()),
      RESUME_AGAIN_MS,
    ).unref();
  }

  private isFree({ claimedBy, claimedUntil }: OperationEntity): boolean {
    if (claimedBy === null || claimedUntil === null) return true;
    return claimedBy === this.owner || claimedUntil.getTime() < Date.now() || hasEnded(claimedBy);
  }

  private async claimAndRun(id: string): Promise<RunEnd> {
    const { store, changes, tenants } = this.parts;
    const left: RunEnd = { status: 'left', results: new Map() };
    const claims = store.claimsOf(this.owner);
    const stop = this.stopping.signal;
    if (stop.aborted) return claims.release(id).then(() => left);
    const row = await this.get(id);
    if (!this.isFree(row) || !(await claims.claim(id, row.claimedBy))) return left;
    const tenant = await tenants.get(row.tenant);
    const { input } = row;
    const context = { operationId: id, tenant, input, secrets: store.secretsOf(row), results: left.results };
    const kind = this.kindOf(row.kind);
    const end = await new OperationRun({ store, changes, claims, stop }, kind, row, context).run();
    this.report(row, end);
    return end;
  }

  private report({ kind, tenant }: OperationEntity, { status, error }: RunEnd): void {
    if (status === 'failed') this.logger.error({ err: error, tenant }, `${kind} of ${tenant} failed.`);
    else if (status !== 'left') this.logger.log({ tenant }, `${kind} of ${tenant} ${status}.`);
  }

  private async finishedElsewhere(id: string): Promise<Map<string, string>> {
    for (;;) {
      const { status, error, errorCode, kind, tenant } = await this.get(id);
      if (status === 'succeeded') return new Map();
      if (status === 'cancelled') throw new OperationCancelledError(kind, tenant);
      if (status === 'failed') throw new OperationFailedError(errorCode, error);
      if (this.stopping.signal.aborted) throw new OperationFailedError('tenant_not_ready', LATER);
      await delay(WAIT_POLL_MS);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.inFlight >= this.atOnce) await new Promise<void>((go) => this.waiting.push(go));
    this.inFlight += 1;
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      this.waiting.shift()?.();
    }
  }

  private kindOf(kind: string): OperationKind {
    const known = this.kinds.get(kind);
    if (!known) throw new Error(`This program knows no operation "${kind}".`);
    return known;
  }
}
