import { createHash } from 'node:crypto';

/** JSON with the fields of each object in order: two spellings of one value are one text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

/** Tells whether two bodies mean the same. No body and an empty one do. */
export const hashBody = (body: unknown): string =>
  createHash('sha256')
    .update(canonical(body ?? {}))
    .digest('hex');
