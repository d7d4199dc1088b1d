/** What a line says of an error. */
export interface ErrorLine {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  /** Of a statement that has failed: its text, which has placeholders where its values were. */
  readonly query?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  readonly cause?: ErrorLine | string;
  readonly errors?: readonly (ErrorLine | string)[];
}

/** How far down causes are told. */
const DEEPEST = 4;
const MOST_ERRORS = 5;

/**
 * What a log may hold of an error: never the values of a statement, which are customers' data and hashes of passwords.
 * Drivers put them into messages and into fields of their own, so fields are named here that are shown, and what
 * messages quote is taken out.
 */
export function errorLine(error: unknown, depth = DEEPEST): ErrorLine | string {
  if (typeof error !== 'object' || error === null) return withoutPersonalData(String(error));
  const fields = error as Record<string, unknown>;
  const text = isOfStore(fields) ? withoutQuoted : withoutPersonalData;
  const inner = depth === 0 ? undefined : (fields['cause'] ?? fields['driverError']);
  return {
    type: nameOf(error),
    message: text(asText(fields['message']) ?? ''),
    code: asText(fields['code']),
    stack: stackOf(fields, text),
    query: asText(fields['query'], withoutQuoted),
    constraint: asText(fields['constraint']),
    table: asText(fields['table']),
    column: asText(fields['column']),
    cause: inner === undefined || inner === null ? undefined : errorLine(inner, depth - 1),
    errors: Array.isArray(fields['errors']) && depth > 0 ? linesOf(fields['errors'], depth - 1) : undefined,
  };
}

const linesOf = (errors: unknown[], depth: number): (ErrorLine | string)[] =>
  errors.slice(0, MOST_ERRORS).map((error) => errorLine(error, depth));

const nameOf = (error: object): string =>
  error.constructor?.name === 'Object' ? 'Error' : (error.constructor?.name ?? 'Error');

const asText = (value: unknown, hide: (text: string) => string = String): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? hide(String(value)) : undefined;

/** The frames as they are; what stands before them repeats the message. */
function stackOf({ stack }: Record<string, unknown>, hide: (text: string) => string): string | undefined {
  if (typeof stack !== 'string') return undefined;
  const frames = stack.search(/^\s+at /m);
  return frames === -1 ? hide(stack) : `${hide(stack.slice(0, frames))}${stack.slice(frames)}`;
}

/** Whether a driver or TypeORM made it. Not by `instanceof`: drivers may come from another realm. */
function isOfStore(fields: Record<string, unknown>): boolean {
  if ('driverError' in fields || 'query' in fields || 'sql' in fields || 'sqlState' in fields) return true;
  const code = asText(fields['code']) ?? '';
  return /^(SQLITE_|ER_)/.test(code) || ('severity' in fields && /^[0-9A-Z]{5}$/.test(code));
}

/** `Duplicate entry 'x@y.example' for key …`, `invalid input syntax for type uuid: "…"`, `Key (email)=(…)`. */
const QUOTED = /'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|\\.)*"/g;
const withoutQuoted = (text: string): string => withoutPersonalData(text).replaceAll(QUOTED, "'…'");

const HIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\$argon2[^\s"')]*/g, '[hash]'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi, '$1[hidden]@'],
  [/\)=\([^\n]*\)/g, ')=(…)'],
  [/(Failing row contains) \([^\n]*\)/g, '$1 (…)'],
  [/[^\s<>"'`()[\],;:=/\\]{1,64}@[^\s<>"'`()[\],;:=/\\]{1,255}/g, '[address]'],
];

/** Text of the log without what people's addresses, URLs with passwords and hashes look like. */
export const withoutPersonalData = (text: string): string =>
  HIDDEN.reduce((hidden, [pattern, instead]) => hidden.replaceAll(pattern, instead), text);
