import { basename, dirname } from 'node:path';
import type { EngineName } from '../../tenant.js';
import { DIALECTS, isFileUrl } from '../../engine/dialects.js';
import { HIDDEN, shownUrl } from '../secrets/shown-url.js';

/** A store's URL in two: the server that holds it, and its name there. */
export interface SplitUrl {
  serverUrl: string;
  store: string;
}

/** Throws RangeError for a URL that names no store. */
export function splitStoreUrl(engine: EngineName, url: string): SplitUrl {
  const { suffix } = DIALECTS[engine].urls;
  return suffix === undefined ? splitDatabaseUrl(url) : splitPath(url, suffix);
}

function splitPath(url: string, suffix: string): SplitUrl {
  const at = url.indexOf(':') + 1;
  const [scheme, path] = [url.slice(0, at), url.slice(at)];
  if (!path.endsWith(suffix)) throw new RangeError(`Its store is a file whose name ends in ${suffix}.`);
  return { serverUrl: `${scheme}${dirname(path)}`, store: basename(path, suffix) };
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
  if (isFileUrl(text) || shown.endsWith(HIDDEN)) return shown;
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

const HOST = /^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[?[0-9a-f:.]+:[0-9a-f:.]*\]?)$/i;

/** Throws RangeError for a host that is none, and for an engine whose stores are on no host. */
export function urlOfParts({ engine, host, port, user, password, name }: UrlParts): string {
  const { schemes, suffix } = DIALECTS[engine].urls;
  if (suffix !== undefined) throw new RangeError(`a store of ${engine} is on no host`);
  if (!HOST.test(host)) throw new RangeError(`"${host}" is not the name or address of a host`);
  const url = new URL(`${schemes[0]}://${host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host}`);
  if (port !== undefined) url.port = String(port);
  url.username = encodeURIComponent(user ?? '');
  url.password = encodeURIComponent(password ?? '');
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}
