import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { rerun } from '../unit/rerun.js';
import type { TenantDataSource } from '../orm/tenant-data-source.js';
import { findUnit } from '../unit/unit-of-work.js';
import { currentScope } from '../context/tenant-context.js';

type AsyncMethod = (...args: never[]) => Promise<unknown>;

/**
 * Runs the method in a transaction of the current tenant. Every injected tenant repository inside joins
 * it; a nested one becomes a savepoint. A rejected promise rolls back. Throws NoTenantError outside any tenant.
 *
 * When the server ends the transaction for a deadlock or a serialisation failure, the outermost method is called
 * again with the same arguments, at most three times in all. So what it does outside the store (mail, files) belongs
 * after it, and it must not change its arguments. `manager.transaction()` is never run again.
 */
export function Transactional(isolation?: IsolationLevel) {
  return <M extends AsyncMethod>(
    _target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    const method = descriptor.value;
    if (!method) throw new TypeError(`@Transactional() is for methods, and ${String(name)} is none.`);
    const transactional = async function (this: unknown, ...args: never[]): Promise<unknown> {
      const source = currentScope(`${String(name)}()`).dataSource;
      const { manager } = source;
      const work = (): Promise<unknown> => method.apply(this, args);
      const run = (): Promise<unknown> =>
        isolation ? manager.transaction(isolation, work) : manager.transaction(work);
      // A part of a transaction can't be run again: the server has given up the whole.
      if (findUnit(source)) return run();
      return rerun((error) => (source as TenantDataSource).template.engine.isRetryable(error), run);
    };
    // Other decorators may have left metadata (routes, guards) on the method.
    for (const key of Reflect.getMetadataKeys(method)) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), transactional);
    }
    descriptor.value = Object.defineProperty(transactional, 'name', { value: name }) as unknown as M;
  };
}
