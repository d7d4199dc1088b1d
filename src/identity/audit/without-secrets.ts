const SECRET = /password|secret|token|hash|credential|authorization|cookie/i;
const HIDDEN = '[hidden]';

/** A copy fit for the log: whatever is named like a secret is hidden, at any depth. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, SECRET.test(name) ? HIDDEN : withoutSecrets(part)]),
  );
}
