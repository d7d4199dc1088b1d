import type { Tenant } from '../tenant.js';
import { migrationTimestamp } from '../orm/engine-template.js';

/**
 * `behind`: a migration is missing; `current`: there are these and no others; `newer`: there are others besides;
 * `unknown`: the newest is there, and nobody has looked at the others.
 */
export type SchemaAge = 'current' | 'behind' | 'newer' | 'unknown';

/** What is known of a store's schema without asking it. */
export interface KnownSchema {
  /** Name of the newest migration that was applied; null: none was. */
  readonly version: string | null;
  /** All of them; undefined where only the newest is known. */
  readonly applied?: ReadonlySet<string> | undefined;
}

/** Tells what the catalog knows of a tenant's store. */
export type SchemaOf = (tenant: Tenant) => KnownSchema;

/** Compares a store with the migrations of the program, from the oldest to the newest, or with those up to `to`. */
export function schemaAge(store: KnownSchema, program: readonly string[], to?: string): SchemaAge {
  const wanted =
    to === undefined ? program : program.filter((name) => migrationTimestamp(name) <= migrationTimestamp(to));
  const { applied } = store;
  if (!applied) return byNewest(store.version, wanted, to !== undefined);
  if (wanted.some((name) => !applied.has(name))) return 'behind';
  return applied.size > wanted.length ? 'newer' : 'current';
}

function byNewest(version: string | null, wanted: readonly string[], isExact: boolean): SchemaAge {
  const newest = wanted.at(-1);
  if (newest === undefined) return 'current';
  const apart = migrationTimestamp(version ?? '') - migrationTimestamp(newest);
  if (apart < 0) return 'behind';
  if (!isExact) return 'unknown';
  return apart === 0 ? 'current' : 'newer';
}
