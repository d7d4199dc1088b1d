export type CsvValue = string | number | boolean | Date | null | undefined;

/** The cell of an item, its field as it is, or none: the field is left out of the file. */
type Column<T, V> = ((item: T) => CsvValue) | false | (V extends CsvValue ? true : never);

/** Says of each field of `T` whether it is a column; other columns may stand between them. */
type Columns<T> = { readonly [Field in keyof T]-?: Column<T, T[Field]> } & Readonly<
  Record<string, ((item: T) => CsvValue) | boolean>
>;

/** A list as a file. */
export interface CsvSheet<T> {
  /** Without `.csv`. */
  readonly name: string;
  /** In their order: header → the cell of an item. */
  readonly columns: Readonly<Record<string, (item: T) => CsvValue>>;
}

/** Columns in the order they are written; a field of `T` that isn't named does not compile. */
export function csvSheet<T extends object>(name: string, columns: Columns<T>): CsvSheet<T> {
  const cells = Object.entries(columns).flatMap(([field, cell]) => {
    if (cell === false) return [];
    const shown = cell === true ? (item: T) => item[field as keyof T] as CsvValue : cell;
    return [[field, shown] as const];
  });
  return { name, columns: Object.fromEntries(cells) };
}
