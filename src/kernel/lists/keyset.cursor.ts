import { isUUID } from 'class-validator';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { ValidationError } from '../errors.js';

/** What a cursor may hold of a column: the sort value of the last row of a page. */
export type CursorValue = string | number | boolean | null;

export const badCursor = () =>
  new ValidationError([
    { path: 'cursor', message: 'cursor must be the nextCursor of a page with the same sort' },
  ]);

/** Opaque to clients: the sort it belongs to and the sort values of the last row. */
export const encodeCursor = (sort: string, values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString('base64url');

/** The values of a cursor made for this sort. Throws ValidationError on anything else. */
export function decodeCursor(
  cursor: string,
  sort: string,
  columns: readonly ColumnMetadata[],
): CursorValue[] {
  const [madeFor, ...values] = parse(cursor);
  if (madeFor !== sort || values.length !== columns.length) throw badCursor();
  return columns.map((column, index) => checked(values[index], column));
}

function parse(cursor: string): unknown[] {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(content)) return content as unknown[];
  } catch {
    // answered below like every other cursor that isn't ours
  }
  throw badCursor();
}

const kindOf = ({ type }: ColumnMetadata): string => {
  if (type === 'int' || type === 'bigint' || type === Number) return 'number';
  if (type === Boolean) return 'boolean';
  return type === Date ? 'instant' : String(type);
};

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

// PostgreSQL refuses a value that isn't of the column's type with an error of its own; nothing of that
// kind may get there.
const RULES: Record<string, (value: unknown) => boolean> = {
  number: (value) =>
    Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d{1,12}(\.\d{1,4})?$/.test(value)),
  boolean: (value) => typeof value === 'boolean',
  uuid: (value) => isUUID(value),
  date: (value) => typeof value === 'string' && isDay(value),
  instant: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};
const isText = (value: unknown) => typeof value === 'string' && !value.includes('\0');

function checked(value: unknown, column: ColumnMetadata): CursorValue {
  if (value === null && column.isNullable) return null;
  const holds = RULES[kindOf(column)] ?? isText;
  if (!holds(value)) throw badCursor();
  return value as CursorValue;
}
