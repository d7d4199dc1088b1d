import { basename, dirname } from 'node:path';
import type { EngineName } from '../../tenant.js';
import { HIDDEN, shownUrl } from '../secrets/shown-url.js';

/** A store's URL in two: the server that holds it, and its name there. */
export interface SplitUrl {
  serverUrl: string;
  store: string;
}

const SUFFIX = '.sqlite3';

/** Throws RangeError for a URL that names no store. */
export function splitStoreUrl(engine: EngineName, url: string): SplitUrl {
  return engine === 'sqlite' ? splitPath(url) : splitDatabaseUrl(url);
}

function splitPath(url: string): SplitUrl {
  const path = url.replace(/^sqlite:/, '');
  if (!path.endsWith(SUFFIX)) throw new RangeError(`A SQLite store is a file whose name ends in ${SUFFIX}.`);
  return { serverUrl: `sqlite:${dirname(path)}`, store: basename(path, SUFFIX) };
}

function splitDatabaseUrl(text: string): SplitUrl {
  const url = new URL(text);
  const store = decodeURIComponent(url.pathname.slice(1));
  if (!store) throw new RangeError('The URL names no database.');
  url.pathname = '';
  return { serverUrl: url.href, store };
}

/** What may be shown of a URL: no user, no password, no parameters. */
export function publicUrl(text: string): string {
  const shown = shownUrl(text);
  if (text.startsWith('sqlite:') || shown.endsWith(HIDDEN)) return shown;
  const { protocol, host, pathname } = new URL(shown);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/** A database by the parts of its URL. */
export interface UrlParts {
  readonly engine: EngineName;
  readonly host: string;
  /** Default: the engine's. */
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly name: string;
}

const SCHEMES: Partial<Record<EngineName, string>> = { postgres: 'postgresql', mysql: 'mysql' };
const HOST = /^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[?[0-9a-f:.]+:[0-9a-f:.]*\]?)$/i;

/** Throws RangeError for a host that is none, and for an engine whose stores are on no host. */
export function urlOfParts({ engine, host, port, user, password, name }: UrlParts): string {
  const scheme = SCHEMES[engine];
  if (!scheme) throw new RangeError(`a store of ${engine} is on no host`);
  if (!HOST.test(host)) throw new RangeError(`"${host}" is not the name or address of a host`);
  const url = new URL(`${scheme}://${host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host}`);
  if (port !== undefined) url.port = String(port);
  url.username = encodeURIComponent(user ?? '');
  url.password = encodeURIComponent(password ?? '');
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
