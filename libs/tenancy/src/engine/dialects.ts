import type { EngineName } from '../tenant.js';
import type { Dialect } from './dialect.js';
import { mysqlDialect } from './mysql/mysql.dialect.js';
import { postgresDialect } from './postgres/postgres.dialect.js';
import { sqliteDialect } from './sqlite/sqlite.dialect.js';

export const DIALECTS: Readonly<Record<EngineName, Dialect>> = {
  postgres: postgresDialect,
  mysql: mysqlDialect,
  sqlite: sqliteDialect,
};

const NAMES = Object.keys(DIALECTS) as EngineName[];

/** Those whose stores are files of one machine. */
export const ENGINES_ON_FILES: readonly EngineName[] = NAMES.filter(
  (name) => DIALECTS[name].urls.suffix !== undefined,
);

/** By TypeORM's word for the engine: `dataSource.options.type`. Throws RangeError for another one. */
export function dialectOf(type: string): Dialect {
  const name = NAMES.find((each) => DIALECTS[each].type === type);
  if (!name) throw new RangeError(`There is no dialect "${type}".`);
  return DIALECTS[name];
}

/** Undefined for a scheme that no engine has. */
export function engineOfScheme(scheme: string): EngineName | undefined {
  return NAMES.find((each) => DIALECTS[each].urls.schemes.includes(scheme.toLowerCase()));
}

function dialectOfUrl(url: string): Dialect | undefined {
  const name = engineOfScheme(/^([a-z]+):/i.exec(url)?.[1] ?? '');
  return name && DIALECTS[name];
}

/** Whether a store is at a path, and on no host. */
export const isFileUrl = (url: string): boolean => dialectOfUrl(url)?.urls.suffix !== undefined;

/** Where its servers listen when the URL doesn't say it; undefined where they are on no host. */
export const defaultPort = (url: string): number | undefined => dialectOfUrl(url)?.urls.port;
