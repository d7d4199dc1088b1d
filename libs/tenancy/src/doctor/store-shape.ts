/** What a store consists of, in words that are the same on every engine. */
export interface StoreShape {
  /** By table. */
  readonly tables: ReadonlyMap<string, TableShape>;
}

interface TableShape {
  readonly columns: Set<string>;
  /** By their columns: names of unique keys differ between engines. */
  readonly indexes: Set<string>;
  readonly uniques: Set<string>;
  readonly guards: Set<string>;
}

/** A row that an engine's `shape` statement answers with; `what`: a name, or the columns of an index. */
export interface ShapeRow {
  readonly kind: 'column' | 'index' | 'unique' | 'guard';
  readonly place: string;
  readonly what: string | null;
}

const OF_KIND = { column: 'columns', index: 'indexes', unique: 'uniques', guard: 'guards' } as const;
/** TypeORM's own, and SQLite's. */
const NOT_THE_PROGRAMS = /^(migrations|typeorm_metadata|sqlite_.*)$/;

/** `tenantColumn`: in every key of tables that tenants share, which are otherwise the same. */
export function shapeOf(rows: readonly ShapeRow[], tenantColumn?: string): StoreShape {
  const tables = new Map<string, TableShape>();
  for (const { kind, place, what } of rows) {
    // An index of expressions has no columns to be compared by.
    if (what === null || NOT_THE_PROGRAMS.test(place)) continue;
    const isKey = kind === 'index' || kind === 'unique';
    const columns = isKey ? what.split(',').filter((column) => column !== tenantColumn) : [what];
    tableIn(tables, place)[OF_KIND[kind]].add(columns.join(', '));
  }
  return { tables };
}

function tableIn(tables: Map<string, TableShape>, name: string): TableShape {
  const known = tables.get(name);
  if (known) return known;
  const made = { columns: new Set<string>(), indexes: new Set<string>() };
  const table = { ...made, uniques: new Set<string>(), guards: new Set<string>() };
  tables.set(name, table);
  return table;
}

/** What is wanted and not there, for people. Tables that are missing altogether are told by others. */
export function missingIn(found: StoreShape, wanted: StoreShape): string[] {
  return [...wanted.tables].flatMap(([name, table]) => {
    const there = found.tables.get(name);
    if (!there) return [];
    const keys = new Set([...there.indexes, ...there.uniques]);
    return [
      ...lacks(there.columns, table.columns).map((column) => `The column "${column}" of "${name}"`),
      ...lacks(keys, table.indexes).map((columns) => `The index of "${name}" on ${columns}`),
      ...lacks(there.uniques, table.uniques).map((columns) => `The unique key of "${name}" on ${columns}`),
      ...lacks(there.guards, table.guards).map((guard) => `The guard "${guard}" of "${name}"`),
    ];
  });
}

const lacks = (found: ReadonlySet<string>, wanted: ReadonlySet<string>): string[] =>
  [...wanted].filter((one) => !found.has(one));
