import { shownUrl, withoutCredentials } from '@tenantry/nest/operator';

const SECRET = /password|secret|token|hash|credential|authorization|cookie/i;
const URL_NAME = /[uU][rR][lL]|^(uri|dsn)$|_(uri|dsn)$|Uri$|Dsn$/;
const HIDDEN = '[hidden]';

/** A copy fit for the log: whatever is named like a secret, and what is secret in URLs, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item));
  if (typeof value === 'string') return withoutCredentials(value);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fieldOf(name, part)]));
}

function fieldOf(name: string, part: unknown): unknown {
  if (SECRET.test(name)) return HIDDEN;
  return typeof part === 'string' && part !== '' && URL_NAME.test(name)
    ? shownUrl(part)
    : withoutSecrets(part);
}
