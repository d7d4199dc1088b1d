import { codeOf } from './error-code.js';
import { DIALECTS } from './dialects.js';
import type { Refused, StoreFailure } from './failure.js';
import { isNoSpace } from './no-space.js';

/** Node's: there is nobody at the other end. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE']);
const ENGINES = Object.values(DIALECTS).map(({ failures }) => failures);

/**
 * What an error of TypeORM or of a driver means, the same on every engine; undefined when it is something else, such as a
 * fault of the program. Codes of different engines are never alike.
 */
export function failureOf(error: unknown): StoreFailure | undefined {
  const refused = refusedBy(error);
  if (!refused) return undefined;
  for (const { read } of ENGINES) {
    const failure = read(refused);
    if (failure) return failure;
  }
  if (isNoSpace(error)) return 'no_space';
  if (AWAY.has(refused.code)) return 'away';
  for (const { codes } of ENGINES) {
    if (Object.hasOwn(codes, refused.code)) return codes[refused.code];
  }
  return undefined;
}

// By shape, not by class: a native driver's errors may come from another realm.
function refusedBy(error: unknown): Refused | undefined {
  const { driverError, message, query } = Object(error) as Record<string, unknown>;
  const code = codeOf(driverError ?? error);
  if (code === undefined) return undefined;
  return { code, message: String(message), query: typeof query === 'string' ? query : undefined };
}
