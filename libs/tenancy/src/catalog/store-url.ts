import { basename, dirname } from 'node:path';
import type { EngineName } from '../tenant.js';

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
  if (text.startsWith('sqlite:')) return text;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
