/** How a connection is kept private, in PostgreSQL's words; without any of them the connection is in the clear. */
export const TLS_MODES = ['require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/** What a URL asks for. */
export interface Tls {
  /** `require`: encrypted, whoever answers. `verify-ca`: by a certificate of a known CA. `verify-full`: of that host. */
  readonly mode: TlsMode;
  /** The CA's certificate, as PEM; default: those that Node.js trusts. With `require` it is checked as well. */
  readonly ca?: string;
}

const MODE = 'sslmode';
/** Ours: what others call `sslrootcert` names a file of this machine. */
const CA = 'sslca';

const isMode = (text: string): text is TlsMode => (TLS_MODES as readonly string[]).includes(text);

/** Throws RangeError for a mode that nobody knows, rather than going on without TLS. */
export function tlsOf({ searchParams }: URL): Tls | undefined {
  const mode = searchParams.get(MODE) ?? 'disable';
  if (mode === 'disable') return undefined;
  if (!isMode(mode)) throw new RangeError(`sslmode is one of disable, ${TLS_MODES.join(', ')}.`);
  const ca = searchParams.get(CA);
  return ca === null ? { mode } : { mode: mode === 'require' ? 'verify-ca' : mode, ca: pemOf(ca) };
}

/** The URL with these options in place of those it has. */
export function withTls(text: string, { mode, ca }: Tls): string {
  const url = withoutTls(new URL(text));
  url.searchParams.set(MODE, mode);
  if (ca !== undefined) url.searchParams.set(CA, Buffer.from(ca).toString('base64url'));
  return url.href;
}

/** A copy that says nothing of TLS. */
export function withoutTls(url: URL): URL {
  const copy = new URL(url);
  for (const name of [MODE, CA]) copy.searchParams.delete(name);
  return copy;
}

/** Whether a URL asks for anything but TLS: the drivers know parameters that read files or run statements. */
export const asksForMore = ({ searchParams }: URL): boolean =>
  [...searchParams.keys()].some((name) => name !== MODE);

const pemOf = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');
