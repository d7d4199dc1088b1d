import type { ClientConfig } from 'pg';
import type { Credentials } from '../shared-database.js';
import { tlsOf, withoutTls } from '../tls.js';

type Address = Pick<ClientConfig, 'connectionString' | 'ssl'>;

/** What only the driver knows: files of this machine, its own ways to read `sslmode`. For URLs of the settings. */
const DRIVERS_OWN = ['sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat'];

/**
 * `postgresql://user:password@host:port/database?sslmode=verify-full`. The driver of today reads `require` as
 * `verify-full`, the next one as the standard does; here it means the same on every engine. Throws RangeError.
 */
export function postgresAddress(text: string): Address {
  if (!URL.canParse(text)) return { connectionString: text };
  const url = new URL(text);
  if (DRIVERS_OWN.some((name) => url.searchParams.has(name))) return { connectionString: text };
  const tls = tlsOf(url);
  if (!tls) return { connectionString: text };
  const { mode, ca } = tls;
  return {
    connectionString: withoutTls(url).href,
    ssl: {
      rejectUnauthorized: mode !== 'require',
      ...(ca !== undefined && { ca }),
      ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
    },
  };
}

/** A URL that names a socket has no host, and then the standard keeps no user either: it goes as a parameter. */
export function withCredentials(text: string, { user, password }: Credentials): string {
  const url = new URL(text);
  if (url.host) Object.assign(url, { username: user, password });
  else {
    url.searchParams.set('user', user);
    url.searchParams.set('password', password);
  }
  return url.href;
}

/** Sent with the sign-in, so that no statement comes before it. It comes last and holds, whatever the URL says. */
export function inSchema(text: string, schema: string): string {
  return withOptions(text, (own) => [own, `-c search_path=${schema}`]);
}

/**
 * Statements of requests use one processor each: starting workers takes the server longer than such a statement, and
 * they would be taken from other tenants. A URL may say otherwise.
 */
export function withoutWorkers(text: string): string {
  if (!URL.canParse(text)) return text;
  return withOptions(text, (own) => ['-c max_parallel_workers_per_gather=0', own]);
}

function withOptions(text: string, merge: (own: string | null) => (string | null)[]): string {
  const url = new URL(text);
  url.searchParams.set('options', merge(url.searchParams.get('options')).filter(Boolean).join(' '));
  return url.href;
}
