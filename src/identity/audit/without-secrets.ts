const SECRET = /password|secret|token|hash|credential|authorization|cookie/i;
/** `postgresql://user:password@host`: what stands before the @. */
const URL_CREDENTIALS = /(:\/\/)[^\s/@]*@/g;
const HIDDEN = '[hidden]';

/** A copy fit for the log: whatever is named like a secret, and credentials in URLs, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item));
  if (typeof value === 'string') return value.replaceAll(URL_CREDENTIALS, `$1${HIDDEN}@`);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, SECRET.test(name) ? HIDDEN : withoutSecrets(part)]),
  );
}
