import type { ClientConfig } from 'pg';
import type { Credentials } from '../engine.js';
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

/** Sent with the sign-in, so that no statement comes before it. */
export function inSchema(text: string, schema: string): string {
  const url = new URL(text);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', [options, `-c search_path=${schema}`].filter(Boolean).join(' '));
  return url.href;
}
