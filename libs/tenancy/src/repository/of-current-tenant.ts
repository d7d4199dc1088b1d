import { type DataSource, EntityManager, type EntityTarget, type ObjectLiteral, Repository } from 'typeorm';
import { TenantDataSource } from '../orm/tenant-data-source.js';
import { currentScope, findScope } from '../context/tenant-context.js';

/** Who looks at a property asks nobody's store: Nest's explorers look at every property of every provider. */
function findSource(): DataSource | undefined {
  try {
    return findScope()?.dataSource;
  } catch {
    // Its schema is too old, say; who calls a method is told.
    return undefined;
  }
}

/**
 * Stands for an object of the current tenant. A method finds that object when it is called, and throws NoTenantError
 * outside any tenant; a value is undefined there.
 */
function ofCurrentTenant<T extends object>(
  shape: T,
  { get, find }: { get: () => T; find: (property: string) => unknown },
): T {
  const names = methodsOf(shape);
  const methods = new Map<string, (...input: unknown[]) => unknown>();
  const made = (name: string) => {
    const method = (...input: unknown[]): unknown =>
      (get() as Record<string, (...values: unknown[]) => unknown>)[name]?.(...input);
    methods.set(name, method);
    return method;
  };
  return new Proxy(Object.create(shape) as T, {
    get: (target, property) => {
      if (property === 'constructor') return target.constructor;
      if (typeof property === 'symbol') return undefined;
      return methods.get(property) ?? (names.has(property) ? made(property) : find(property));
    },
  });
}

const namesOfShapes = new WeakMap<object, ReadonlySet<string>>();

function methodsOf(shape: object): ReadonlySet<string> {
  const known = namesOfShapes.get(shape);
  if (known) return known;
  const names = new Set<string>();
  for (let one: object = shape; one !== Object.prototype; one = Object.getPrototypeOf(one) as object) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(one)))
      if (typeof value === 'function' && name !== 'constructor') names.add(name);
  }
  namesOfShapes.set(shape, names);
  return names;
}

/** A data source that is the current tenant's at each access. */
export function tenantDataSourceProxy(what = 'A tenant data source'): DataSource {
  const get = (): DataSource => currentScope(what).dataSource;
  const manager: EntityManager = ofCurrentTenant(EntityManager.prototype, {
    get: () => get().manager,
    find: (property) => {
      if (property === 'dataSource') return source;
      return bound(findSource()?.manager, property);
    },
  });
  const source: DataSource = ofCurrentTenant<DataSource>(TenantDataSource.prototype, {
    get,
    find: (property) => {
      const here = findSource();
      return here || property !== 'manager' ? bound(here, property) : manager;
    },
  });
  return source;
}

function bound(of: object | undefined, property: string): unknown {
  const value: unknown = of && Reflect.get(of, property);
  return typeof value === 'function' ? value.bind(of) : value;
}

/**
 * A repository without a database of its own: each call goes to the current tenant's manager. It is no proxy, which
 * would cost each call more; outside any tenant it has a manager that says so when it is called.
 */
export function tenantRepository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
  let outside: DataSource | undefined;
  const nowhere = (): DataSource =>
    (outside ??= tenantDataSourceProxy(`The repository of ${nameOf(entity)}`));
  // What a repository asks of its metadata before it turns to the manager.
  const unknown = { target: entity, targetName: nameOf(entity), name: nameOf(entity) };
  const repository = new Repository<E>(entity, undefined as never);
  return Object.defineProperties(repository, {
    manager: { get: () => (findSource() ?? nowhere()).manager },
    metadata: { get: () => findSource()?.getMetadata(entity) ?? unknown },
  });
}

const nameOf = (entity: EntityTarget<ObjectLiteral>): string =>
  typeof entity === 'function'
    ? entity.name
    : String((entity as { options?: { name?: string } }).options?.name);
