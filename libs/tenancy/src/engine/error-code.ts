/**
 * The code of a driver's or Node's error. Asked for without `instanceof`: a native driver throws errors of the
 * realm that loaded it first, and a test runner has one for each file.
 */
export function codeOf(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
