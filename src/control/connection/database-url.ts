import { X509Certificate } from 'node:crypto';
import { ENGINES } from '@tenantry/nest';
import { UnknownEngineError, urlOfParts, type UrlParts, withTls } from '@tenantry/nest/operator';
import { ValidationError } from '../../kernel/errors.js';
import type { ConnectionInput, DatabaseInput, TlsInput } from './connection.input.js';

const PARTS = ['engine', 'host', 'port', 'user', 'password', 'name'] as const;

/** One URL of what was given, TLS included; undefined where no database is named. Throws ValidationError. */
export function databaseUrlOf(input: DatabaseInput): string | undefined {
  const parts = PARTS.filter((part) => given(input[part]));
  if (given(input.databaseUrl)) {
    if (parts.length > 0) throw refused(parts[0]!, 'give databaseUrl or the parts of it, not both');
    return secured(input.databaseUrl, input.tls);
  }
  if (parts.length > 0) return secured(ofParts(input), input.tls);
  if (given(input.tls)) throw refused('tls', 'goes with a database');
  return undefined;
}

/** The other URL of the same database: the same TLS, unless it says its own. */
export function adminUrlOf({ adminUrl, tls }: ConnectionInput): string | undefined {
  if (!given(adminUrl)) return undefined;
  const saysItself = URL.canParse(adminUrl) && new URL(adminUrl).searchParams.has('sslmode');
  return saysItself ? adminUrl : secured(adminUrl, tls);
}

function ofParts({ engine = 'postgres', host, port, user, password, name }: DatabaseInput): string {
  if (!ENGINES.includes(engine)) throw new UnknownEngineError('engine', engine);
  if (!given(host)) throw refused('host', 'is needed where a database is named by parts');
  if (!given(name)) throw refused('name', 'is needed where a database is named by parts');
  const parts: UrlParts = Object.fromEntries(
    Object.entries({ engine, host, port, user, password, name }).filter(([, value]) => given(value)),
  ) as unknown as UrlParts;
  return tried(engine === 'sqlite' ? 'engine' : 'host', () => urlOfParts(parts));
}

function secured(url: string, tls: TlsInput | undefined): string {
  if (!given(tls)) return url;
  if (!/^[a-z]+:\/\//i.test(url) || !URL.canParse(url)) throw refused('tls', 'goes with the URL of a server');
  if (given(tls.ca)) assertCertificate(tls.ca);
  return withTls(url, { mode: tls.mode, ...(given(tls.ca) && { ca: tls.ca }) });
}

/** Otherwise the first connection would fail with words of the TLS library. */
function assertCertificate(pem: string): void {
  try {
    void new X509Certificate(pem);
  } catch {
    throw refused('tls.ca', 'is not a certificate in PEM');
  }
}

function tried<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refused(path, error instanceof Error ? error.message : 'is not a host');
  }
}

/** Clients send null for what they leave out. */
const given = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

const refused = (path: string, message: string): ValidationError => new ValidationError([{ path, message }]);
