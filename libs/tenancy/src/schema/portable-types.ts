import type { TableColumnOptions } from 'typeorm';

/** A column as a migration writes it; the engine's type is chosen when the table is made. */
export interface PortableColumn {
  readonly kind: ColumnKind;
  readonly length?: number;
  readonly nullable: boolean;
  readonly default?: string | number | boolean;
}

type ColumnKind = 'text' | 'longText' | 'int' | 'bigint' | 'boolean' | 'uuid' | 'date' | 'instant';
type Options = { nullable?: boolean; default?: string | number | boolean };
type Types = Record<
  ColumnKind,
  Pick<TableColumnOptions, 'type' | 'length' | 'precision' | 'charset' | 'collation'>
>;

const column = (
  kind: ColumnKind,
  { nullable = false, ...rest }: Options = {},
  length?: number,
): PortableColumn => ({
  kind,
  nullable,
  ...(length === undefined ? {} : { length }),
  ...rest,
});

export const text = (length: number, options?: Options): PortableColumn => column('text', options, length);
export const longText = (options?: Options): PortableColumn => column('longText', options);
export const int = (options?: Options): PortableColumn => column('int', options);
export const boolean = (options?: Options): PortableColumn => column('boolean', options);
export const uuid = (options?: Options): PortableColumn => column('uuid', options);
export const dateOnly = (options?: Options): PortableColumn => column('date', options);
export const instant = (options?: Options): PortableColumn => column('instant', options);
/** Minor units. */
export const money = (options?: Options): PortableColumn => column('bigint', options);
/** 3 places, scaled by 1,000; a default is given scaled. */
export const decimal3 = (options?: Options): PortableColumn => column('bigint', options);
/** 4 places, scaled by 10,000; a default is given scaled. */
export const decimal4 = (options?: Options): PortableColumn => column('bigint', options);
export const json = (options?: Options): PortableColumn => column('longText', options);

const POSTGRES: Types = {
  text: { type: 'varchar' },
  longText: { type: 'text' },
  int: { type: 'integer' },
  bigint: { type: 'bigint' },
  boolean: { type: 'boolean' },
  uuid: { type: 'uuid' },
  date: { type: 'date' },
  instant: { type: 'timestamptz', precision: 3 },
};

const SQLITE: Types = {
  ...POSTGRES,
  uuid: { type: 'varchar', length: '36' },
  instant: { type: 'datetime' },
};

// utf8mb4_bin: on MySQL "A" = "a" otherwise, and a natural key would be another one than elsewhere.
const MYSQL: Types = {
  ...SQLITE,
  text: { type: 'varchar', charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  longText: { type: 'longtext', charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  int: { type: 'int' },
  boolean: { type: 'tinyint' },
  uuid: { type: 'char', length: '36', charset: 'ascii', collation: 'ascii_bin' },
  instant: { type: 'datetime', precision: 3 },
};

const BY_ENGINE: Record<string, Types> = { postgres: POSTGRES, mysql: MYSQL, 'better-sqlite3': SQLITE };

/** MySQL takes the default of a long text only as an expression; MariaDB takes both. */
function defaultOf({ kind, default: value }: PortableColumn, engine: string): string | undefined {
  const sql = defaultSql(value, engine);
  return sql !== undefined && kind === 'longText' && engine === 'mysql' ? `(${sql})` : sql;
}

function defaultSql(value: PortableColumn['default'], engine: string): string | undefined {
  if (typeof value === 'boolean') return engine === 'postgres' ? String(value) : String(Number(value));
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return value === undefined ? undefined : String(value);
}

/** The TypeORM options of a portable column on one engine (`dataSource.options.type`). */
export function columnOptions(name: string, spec: PortableColumn, engine: string): TableColumnOptions {
  const types = BY_ENGINE[engine];
  if (!types) throw new Error(`Migrations don't know the engine "${engine}".`);
  const value = defaultOf(spec, engine);
  return {
    name,
    isNullable: spec.nullable,
    ...(value === undefined ? {} : { default: value }),
    ...(spec.length === undefined ? {} : { length: String(spec.length) }),
    ...types[spec.kind],
  };
}
