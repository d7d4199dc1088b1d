import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel.js';
import { currentScope } from '../context/tenant-context.js';

type AsyncMethod = (...args: never[]) => Promise<unknown>;

/**
 * Runs the method in a transaction of the current tenant. Every injected tenant repository inside joins
 * it; a nested one becomes a savepoint. A rejected promise rolls back. Throws NoTenantError outside any tenant.
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
      const { manager } = currentScope(`${String(name)}()`).dataSource;
      const work = (): Promise<unknown> => method.apply(this, args);
      return isolation ? manager.transaction(isolation, work) : manager.transaction(work);
    };
    // Other decorators may have left metadata (routes, guards) on the method.
    for (const key of Reflect.getMetadataKeys(method)) {
      Reflect.defineMetadata(key, Reflect.getMetadata(key, method), transactional);
    }
    descriptor.value = Object.defineProperty(transactional, 'name', { value: name }) as unknown as M;
  };
}
