import { DriverMissingError } from '../tenancy.errors.js';
import type { EngineName } from '../tenant.js';
import { DIALECTS, engineOfScheme } from './dialects.js';
import type { Engine } from './engine.js';

/**
 * The engines there are. A new one is a name in tenant.ts, a folder here, its dialect and a line: the folder, and with it
 * the driver, is loaded when a store on the engine is first used.
 */
const FOLDERS: Record<EngineName, () => Engine> = {
  postgres: () =>
    (require('./postgres/postgres.engine.js') as typeof import('./postgres/postgres.engine.js'))
      .postgresEngine,
  mysql: () => (require('./mysql/mysql.engine.js') as typeof import('./mysql/mysql.engine.js')).mysqlEngine,
  sqlite: () =>
    (require('./sqlite/sqlite.engine.js') as typeof import('./sqlite/sqlite.engine.js')).sqliteEngine,
};

const loaded = new Map<EngineName, Engine>();

/** Loaded when it is first asked for. Throws DriverMissingError; undefined for a name that no engine has. */
export function findEngine(name: EngineName): Engine | undefined {
  if (!Object.hasOwn(FOLDERS, name)) return undefined;
  const engine = loaded.get(name) ?? loadEngine(name, FOLDERS[name]);
  loaded.set(name, engine);
  return engine;
}

/** Throws DriverMissingError for an engine whose driver isn't installed. */
export function loadEngine(name: EngineName, load: () => Engine): Engine {
  const { driver } = DIALECTS[name];
  try {
    return load();
  } catch (error) {
    if (lacks(error, driver)) throw new DriverMissingError(name, driver, { cause: error });
    throw error;
  }
}

/** Of this package, and not of one that it needs itself: that is said as it is. */
function lacks(error: unknown, driver: string): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return (
    code === 'MODULE_NOT_FOUND' &&
    new RegExp(`['"]${driver}(/[^'"]*)?['"]`).test(String(message).split('\n')[0] ?? '')
  );
}

/** Whether there is an engine that can follow the URL: that knows its scheme, and what it asks of TLS. */
export function canFollow(url: string): boolean {
  try {
    engineOfUrl(url).assertUrl?.(url);
    return true;
  } catch (error) {
    if (error instanceof DriverMissingError) throw error;
    return false;
  }
}

/** The engine a store URL belongs to. Throws RangeError for a scheme that no engine has, DriverMissingError. */
export function engineOfUrl(url: string): Engine {
  const scheme = /^([a-z]+):/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const name = engineOfScheme(scheme);
  const engine = name && findEngine(name);
  if (!engine) throw new RangeError(`No engine for a URL that starts with "${scheme}:".`);
  return engine;
}
