import type { QueryFailedError } from 'typeorm';
import { TakenError } from '../errors.js';
import type { Refusal } from './refusal.js';

/** Columns that people fill in themselves. Of others, keys of the program's own, nothing is said. */
const NAMED = ['code', 'sku', 'email'];

/** `code 4711 exists already`, where the statement wrote one row and the key is one such column. */
export function takenValue(error: QueryFailedError): Refusal | undefined {
  const column = columnOf(error);
  const value = column && writtenTo(column, error);
  if (!column || !value) return undefined;
  const { code, message: detail, errors } = new TakenError(column, value);
  return { code, detail, errors };
}

/** SQLite names the column, the others their constraint, which is called after table and columns. */
function columnOf({ message, driverError }: QueryFailedError): string | undefined {
  const { constraint } = driverError as { constraint?: unknown };
  const named = typeof constraint === 'string' ? constraint : message;
  return NAMED.find((column) => new RegExp(String.raw`[._]${column}['"]?\s*$`).test(named));
}

function writtenTo(column: string, { query, parameters = [] }: QueryFailedError): string | undefined {
  const tokens = /^\s*INSERT/i.test(query) ? inserted(query) : updated(query);
  let asked = 0;
  for (const [name, token] of tokens ?? []) {
    const index = token === '?' ? asked++ : Number(/^\$(\d+)$/.exec(token)?.[1] ?? 0) - 1;
    if (name !== column) continue;
    const value: unknown = (parameters as readonly unknown[])[index];
    return typeof value === 'string' && value.length <= 320 ? value : undefined;
  }
  return undefined;
}

type Written = [column: string, token: string][];

/** Of more rows than one nobody knows which it was. */
function inserted(query: string): Written | undefined {
  const found = /INTO\s+[\w"`.]+\s*\(([^)]*)\)\s*VALUES\s*\((.*)\)/is.exec(query);
  const values = found?.[2] ?? '';
  if (!found || /\)\s*,\s*\(/.test(values)) return undefined;
  const tokens = values.split(/\s*,\s*/);
  return (found[1] ?? '').split(',').map((name, index) => [unquoted(name), tokens[index]?.trim() ?? '']);
}

const updated = (query: string): Written =>
  [...query.matchAll(/["`](\w+)["`]\s*=\s*(\?|\$\d+)/g)].map(([, name = '', token = '']) => [name, token]);

const unquoted = (name: string): string => name.trim().replaceAll(/["`]/g, '');
