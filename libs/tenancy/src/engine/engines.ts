import type { EngineName } from '../tenant.js';
import type { Engine } from './engine.js';
import { mysqlEngine } from './mysql/mysql.engine.js';
import { postgresEngine } from './postgres/postgres.engine.js';
import { sqliteEngine } from './sqlite/sqlite.engine.js';

/** The engines of this program. A new one is a folder here and a line. */
export const ENGINE_LIST: readonly Engine[] = [postgresEngine, mysqlEngine, sqliteEngine];

const SCHEMES: Record<string, EngineName> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
};

export function findEngine(name: EngineName): Engine | undefined {
  return ENGINE_LIST.find((engine) => engine.name === name);
}

/** Whether there is an engine that can follow the URL: that knows its scheme, and what it asks of TLS. */
export function canFollow(url: string): boolean {
  try {
    engineOfUrl(url).assertUrl?.(url);
    return true;
  } catch {
    return false;
  }
}

/** The engine a store URL belongs to. Throws RangeError for a scheme that no engine has. */
export function engineOfUrl(url: string): Engine {
  const scheme = /^([a-z]+):/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const name = SCHEMES[scheme];
  const engine = name && findEngine(name);
  if (!engine) throw new RangeError(`No engine for a URL that starts with "${scheme}:".`);
  return engine;
}
