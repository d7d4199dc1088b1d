import type { TableColumnOptions } from 'typeorm';
import type { ColumnKind, Dialect } from '../engine/dialect.js';
import { dialectOf } from '../engine/dialects.js';

/** A column as a migration writes it; the engine's type is chosen when the table is made. */
export interface PortableColumn {
  readonly kind: ColumnKind;
  readonly length?: number;
  readonly nullable: boolean;
  readonly default?: string | number | boolean;
}

type Options = { nullable?: boolean; default?: string | number | boolean };

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

function defaultOf({ kind, default: value }: PortableColumn, dialect: Dialect): string | undefined {
  const sql = defaultSql(value, dialect);
  if (sql === undefined || kind !== 'longText' || dialect.longTextDefault === 'value') return sql;
  return `(${sql})`;
}

function defaultSql(value: PortableColumn['default'], { booleans }: Dialect): string | undefined {
  if (typeof value === 'boolean') return booleans === 'words' ? String(value) : String(Number(value));
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return value === undefined ? undefined : String(value);
}

/** The TypeORM options of a portable column on one engine (`dataSource.options.type`). */
export function columnOptions(name: string, spec: PortableColumn, engine: string): TableColumnOptions {
  const dialect = dialectOf(engine);
  const value = defaultOf(spec, dialect);
  return {
    name,
    isNullable: spec.nullable,
    ...(value === undefined ? {} : { default: value }),
    ...(spec.length === undefined ? {} : { length: String(spec.length) }),
    ...dialect.types[spec.kind],
  };
}
