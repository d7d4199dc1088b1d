import type { DataSourceOptions, TableColumnOptions } from 'typeorm';
import type { EngineFailures } from './failure.js';

export type ColumnKind = 'text' | 'longText' | 'int' | 'bigint' | 'boolean' | 'uuid' | 'date' | 'instant';
export type ColumnTypes = Readonly<
  Record<ColumnKind, Pick<TableColumnOptions, 'type' | 'length' | 'precision' | 'charset' | 'collation'>>
>;

/** Taken and left by one session. */
export interface SessionLock {
  /** A column `taken`, where there is one, is 1 when the lock was got. */
  readonly take: string;
  readonly leave: string;
}

/** What differs in the SQL of an engine and in its URLs. Plain data: it is there without the engine's driver. */
export interface Dialect {
  /** TypeORM's word for it. */
  readonly type: DataSourceOptions['type'];
  /** The package of its driver. */
  readonly driver: string;
  readonly urls: {
    /** The first one is written where a URL is put together. */
    readonly schemes: readonly [string, ...string[]];
    /** Absent where a store is a file: its URL is a path that ends in `suffix`. */
    readonly port?: number;
    readonly suffix?: string;
  };
  readonly failures: EngineFailures;
  readonly types: ColumnTypes;
  readonly booleans: 'words' | 'numbers';
  /** Whether the default of a long text has to be an expression. */
  readonly longTextDefault: 'value' | 'expression';
  /** What a text column carries to be compared by the numbers of its letters; empty where that is so anyway. */
  readonly binaryText: string;
  /** The type of text without a limit. */
  readonly longText: string;
  /** Whether rows can be stored in the order of their primary key, and what the table needs for it. */
  readonly clustering: 'none' | 'primary_key' | 'without_rowid';
  readonly partialIndexes: boolean;
  /** An index's name is of its table, which has to be named where it is dropped. */
  readonly indexesByTable: boolean;
  /** What ends an INSERT that leaves a row as it is when its key is taken; `key`: a column of it. */
  onTakenKey(key: string): string;
  /** Whether an INSERT that ignores taken keys would let more pass, so that `onTakenKey` replaces it. */
  readonly ignoresTooMuch: boolean;
  /** Whether an INSERT can give back what it stored. */
  readonly returning: boolean;
  /** False where transactions are serial anyway. */
  readonly locksRows: boolean;
  /** Whether many rows go in as one parameter of JSON, because planning thousands of parameters is slow. */
  readonly rowsOfJson: boolean;
  /** Whether a comparison of rows needs its first column compared as well for a range of an index to be read. */
  readonly comparesRowsWhole: boolean;
  /** What keeps two programs from migrating one store at once; null where only one can write at all. */
  readonly migrationLock: SessionLock | null;
  /**
   * What makes a session refuse writes. Not one transaction: a statement that holds a COMMIT of its own must not step
   * out of it.
   */
  readonly readOnly: { readonly on: string; readonly off: string };
}
