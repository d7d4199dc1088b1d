import { Column, type ColumnOptions, type EntityMetadata, type ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { SORT_KEY_LENGTH, searchKey, sortKey } from './fold-text.js';

// Why: docs/decisions/021-text.md

type Text = string | null | undefined;

/** The property that holds a row's search key. */
const SEARCH = 'searchKey';
const sorting = new WeakMap<object, Map<string, string>>();

/**
 * On `declare readonly searchKey: string`: the folded text of these properties, kept in the store. It is always made of
 * the properties themselves, whatever is assigned to it, and isn't read back. Rows that came without one, because they
 * are older or were written past the entities, get it when they are first searched (`keepTextKeys`).
 */
export const SearchKey = (...properties: readonly string[]): PropertyDecorator =>
  keyColumn({ type: 'text' }, (row) => searchKey(properties.map((property) => row[property] as Text)));

/** The same for rows that are never changed: what is older than the key gets it in a table beside (`OLDER_KEYS`). */
export const FixedSearchKey = (...properties: readonly string[]): PropertyDecorator =>
  keyColumn({ type: 'text', update: false }, (row) =>
    searchKey(properties.map((property) => row[property] as Text)),
  );

/** Holds, by the ids of rows, the search keys of rows that can't be changed any more. */
export const OLDER_KEYS = 'older_search_keys';

/** On `declare readonly nameKey: string`: what the rows are sorted by when they are sorted by this property. */
export const SortKeyOf =
  (property: string): PropertyDecorator =>
  (prototype, key) => {
    const keys = sorting.get(prototype) ?? new Map<string, string>();
    sorting.set(prototype, keys.set(property, String(key)));
    const options = { type: 'varchar', length: SORT_KEY_LENGTH } as const;
    keyColumn(options, (row) => sortKey((row[property] as Text) ?? ''))(prototype, key);
  };

/** The property to sort by in place of this one; the same where it has no key. */
export function sortedBy({ target }: Pick<EntityMetadata, 'target'>, property: string): string {
  const keys = typeof target === 'function' ? sorting.get(target.prototype as object) : undefined;
  return keys?.get(property) ?? property;
}

/** The columns of an entity that hold keys, the search key first; none where it has no search key. */
export function textKeysOf(metadata: EntityMetadata): ColumnMetadata[] {
  const { target } = metadata;
  const keys = typeof target === 'function' ? sorting.get(target.prototype as object)?.values() : undefined;
  const search = metadata.findColumnWithPropertyName(SEARCH);
  if (!search) return [];
  return [search, ...[...(keys ?? [])].flatMap((key) => metadata.findColumnWithPropertyName(key) ?? [])];
}

function keyColumn(
  options: Pick<ColumnOptions, 'type' | 'length' | 'update'> & { type: 'text' | 'varchar' },
  make: (row: ObjectLiteral) => string,
): PropertyDecorator {
  return (prototype, property) => {
    Object.defineProperty(prototype, property, {
      get(this: ObjectLiteral) {
        return make(this);
      },
      set() {
        // What TypeORM or a copy assigns is made anew when it is asked for.
      },
      configurable: true,
    });
    // Without its default: TypeORM would read it back after every insert.
    Column({ ...options, select: false })(prototype, property);
  };
}
