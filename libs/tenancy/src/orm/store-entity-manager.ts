import {
  type DeepPartial,
  EntityManager,
  type EntityTarget,
  InstanceChecker,
  type ObjectLiteral,
} from 'typeorm';
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { assertOwned, markOwned, type OwnedDataSource } from './entity-owner.js';
import { hydrating } from '../schema/hydrating.js';
import { findUnit, type StoreRunner, transact, UnitOfWork } from '../unit/unit-of-work.js';

type Work<R> = (manager: EntityManager) => Promise<R>;
type Persist = 'save' | 'remove' | 'softRemove' | 'recover';

/** TypeORM's entity manager inside units of work, refusing other tenants' entities. */
export class StoreEntityManager extends EntityManager {
  override transaction<R>(isolation: IsolationLevel, work: Work<R>): Promise<R>;
  override transaction<R>(work: Work<R>): Promise<R>;
  override transaction<R>(first: IsolationLevel | Work<R>, second?: Work<R>): Promise<R> {
    const work = typeof first === 'function' ? first : second;
    if (!work) throw new TypeError('transaction(isolation, work) needs the work to do.');
    const refusal = (this.dataSource as OwnedDataSource).refusal();
    if (refusal) return Promise.reject(refusal);
    const isolation = typeof first === 'function' ? undefined : first;
    const own = this.queryRunner as StoreRunner | undefined;
    const unit = findUnit(this.dataSource) ?? own?.unit;
    if (unit && (!own || own.unit === unit || own.unit?.runner === unit.runner)) return unit.nested(work);
    if (!own) {
      return transact((this.dataSource as OwnedDataSource).openRunner(), { isolation, owned: true }, work);
    }
    return own.isTransactionActive
      ? savepointOn(own, work)
      : transact(own, { isolation, owned: false }, work);
  }

  override save(...args: unknown[]): Promise<never> {
    return this.persist('save', args);
  }

  override remove(...args: unknown[]): Promise<never> {
    return this.persist('remove', args);
  }

  override softRemove(...args: unknown[]): Promise<never> {
    return this.persist('softRemove', args);
  }

  override recover(...args: unknown[]): Promise<never> {
    return this.persist('recover', args);
  }

  override create<E, P extends DeepPartial<E>>(target: EntityTarget<E>, plain?: P): E;
  override create<E, P extends DeepPartial<E>>(target: EntityTarget<E>, plains: P[]): E[];
  override create<E>(target: EntityTarget<E>, plain?: DeepPartial<E> | DeepPartial<E>[]): E | E[] {
    const source = this.dataSource as OwnedDataSource;
    const entity = hydrating.run({ source, reading: false }, () =>
      super.create(target, plain as DeepPartial<E>),
    );
    markOwned(entity, source.getMetadata(target as EntityTarget<ObjectLiteral>), source.owner);
    return entity;
  }

  override async insert<E extends ObjectLiteral>(
    ...args: Parameters<EntityManager['insert']>
  ): ReturnType<typeof EntityManager.prototype.insert<E>> {
    this.assertOwned(args[0], args[1]);
    return super.insert(...args);
  }

  override async upsert<E extends ObjectLiteral>(
    ...args: Parameters<EntityManager['upsert']>
  ): ReturnType<typeof EntityManager.prototype.upsert<E>> {
    this.assertOwned(args[0], args[1]);
    return super.upsert(...args);
  }

  /**
   * TypeORM's own persistence, in a unit of work: a subscriber or listener that uses an injected
   * repository joins the transaction of the save that called it, instead of waiting for it.
   */
  private async persist(method: Persist, args: unknown[]): Promise<never> {
    const [first, second, third] = args;
    const named =
      typeof first === 'function' || typeof first === 'string' || InstanceChecker.isEntitySchema(first);
    const [target, entities, options] = named ? [first, second, third] : [undefined, first, second];
    for (const entity of Array.isArray(entities) ? entities : [entities]) {
      if (typeof entity === 'object' && entity !== null) {
        this.assertOwned(target ?? (entity as object).constructor, entity);
      }
    }
    const call = (): Promise<never> =>
      (super[method] as (...values: unknown[]) => Promise<never>).apply(this, args);
    const alone = (options as { transaction?: boolean } | undefined)?.transaction === false;
    if (alone || this.queryRunner || findUnit(this.dataSource)) return call();
    return this.transaction(call);
  }

  private assertOwned(target: unknown, value: unknown): void {
    const source = this.dataSource as OwnedDataSource;
    const entity = target as EntityTarget<ObjectLiteral>;
    if (source.hasMetadata(entity)) assertOwned(value, source.getMetadata(entity), source.owner);
  }
}

/** `manager.transaction` on a runner whose transaction was begun by hand. */
async function savepointOn<R>(runner: StoreRunner, work: Work<R>): Promise<R> {
  const unit = new UnitOfWork(runner.dataSource, runner, 0);
  runner.unit = unit;
  try {
    return await unit.nested(work);
  } finally {
    await unit.end();
    runner.unit = undefined;
  }
}
