import { isIP } from 'node:net';
import type { ConnectionOptions } from 'mysql2';
import type { Credentials } from '../shared-database.js';
import { type TlsMode, tlsOf } from '../tls.js';

const PORT = 3306;
const TLS: Record<TlsMode, { rejectUnauthorized: boolean; verifyIdentity?: boolean }> = {
  require: { rejectUnauthorized: false },
  'verify-ca': { rejectUnauthorized: true, verifyIdentity: false },
  'verify-full': { rejectUnauthorized: true, verifyIdentity: true },
};

type Address = Pick<ConnectionOptions, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'>;

/**
 * `mysql://user:password@host:port/database?sslmode=verify-full`, also with `mariadb:`. The parameters are
 * PostgreSQL's words for TLS. The driver's own reading of URLs would let one switch on several statements a
 * call, or files of this machine. Throws RangeError.
 */
export function mysqlAddress(text: string): Address {
  const url = new URL(text);
  const tls = tlsOf(url);
  const host = url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1';
  if (tls?.mode === 'verify-full') assertNamed(host);
  const database = decodeURIComponent(url.pathname.slice(1));
  return {
    host,
    port: Number(url.port) || PORT,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    ...(database && { database }),
    ...(tls && { ssl: { ...TLS[tls.mode], ...(tls.ca !== undefined && { ca: tls.ca }) } }),
  };
}

/** Given an address, the driver would compare the certificate with "localhost". */
function assertNamed(host: string): void {
  if (isIP(host)) throw new RangeError('sslmode=verify-full needs the name of the host, not its address');
}

/** The URL of another database on the same server. */
export function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

export function withCredentials(text: string, { user, password }: Credentials): string {
  const url = new URL(text);
  Object.assign(url, { username: user, password });
  return url.href;
}
