import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import { WrongTenantError } from '../tenancy.errors.js';
import type { StoreRunner } from './unit-of-work.js';

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
  /** A runner of its own, outside every unit of work. */
  openRunner(): StoreRunner;
}

/** Entities by the store they were loaded from or made in. Weak: an entity is remembered as long as it lives. */
const owners = new WeakMap<object, StoreOwner>();

/** Remembers an entity, and the entities loaded with it, as the owner's. */
export function markOwned(value: unknown, metadata: EntityMetadata, owner: StoreOwner): void {
  visit(value, metadata, (entity) => {
    if (owners.get(entity)?.id === owner.id) return false;
    owners.set(entity, owner);
    return true;
  });
}

/** Throws WrongTenantError when the entity, or one that would be saved with it, came from another store. */
export function assertOwned(value: unknown, metadata: EntityMetadata, owner: StoreOwner): void {
  const seen = new Set<object>();
  visit(value, metadata, (entity) => {
    if (seen.has(entity)) return false;
    seen.add(entity);
    const actual = owners.get(entity);
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
