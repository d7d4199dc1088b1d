import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import { WrongTenantError } from '../tenancy.errors.js';
import type { StoreRunner } from '../unit/unit-of-work.js';

/** Who a data source belongs to: a tenant, or the control database. */
export interface StoreOwner {
  readonly id: string;
  /** For messages: the slug. */
  readonly name: string;
}

/** What managers and query builders need of the data source they work on. */
export interface OwnedDataSource extends DataSource {
  readonly owner: StoreOwner;
  /** In shared tables every unique key begins with it. */
  readonly tenantColumn: string | undefined;
  /** What it shares with the other stores of its engine. */
  readonly template: { readonly hydratesInContext: boolean };
  /** Why the caller may not use it here, if it may not. */
  refusal(): Error | undefined;
  /** A runner of its own, outside every unit of work; nobody is refused. */
  openRunner(): StoreRunner;
}

/** A constructor that returns what it is given: what extends it puts its private fields on that object. */
class Given {
  constructor(given: object) {
    return given;
  }
}

/**
 * The store that an entity was loaded from or made in, in a private field of the entity: unseen by JSON, by
 * copies and by comparisons. A WeakMap would do the same at several times the price for each row read.
 */
class Owned extends Given {
  #owner: StoreOwner;

  private constructor(entity: object, owner: StoreOwner) {
    super(entity);
    this.#owner = owner;
  }

  static find(entity: object): StoreOwner | undefined {
    return #owner in entity ? entity.#owner : undefined;
  }

  static mark(entity: object, owner: StoreOwner): void {
    if (#owner in entity) entity.#owner = owner;
    else void new Owned(entity, owner);
  }
}

/** Remembers an entity, and the entities loaded with it, as the owner's. */
export function markOwned(value: unknown, metadata: EntityMetadata, owner: StoreOwner): void {
  visit(value, metadata, (entity) => {
    if (Owned.find(entity)?.id === owner.id) return false;
    Owned.mark(entity, owner);
    return true;
  });
}

/** Throws WrongTenantError when the entity, or one that would be saved with it, came from another store. */
export function assertOwned(value: unknown, metadata: EntityMetadata, owner: StoreOwner): void {
  const seen = new Set<object>();
  visit(value, metadata, (entity) => {
    if (seen.has(entity)) return false;
    seen.add(entity);
    const actual = Owned.find(entity);
    if (actual && actual.id !== owner.id) throw new WrongTenantError(metadata.name, actual.name, owner.name);
    return true;
  });
}

function visit(value: unknown, metadata: EntityMetadata, enter: (entity: object) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, metadata, enter);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Promise || !enter(value)) return;
  for (const relation of metadata.relations) {
    const related = relation.isLazy
      ? (value as ObjectLiteral)[`__${relation.propertyName}__`]
      : relation.getEntityValue(value);
    if (related !== undefined) visit(related, relation.inverseEntityMetadata, enter);
  }
}
