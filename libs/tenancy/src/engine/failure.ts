/**
 * What a store's refusal means, whichever engine says it: the value is taken; other rows refer to the row, or the row it
 * refers to isn't there; a rule of the table, the size of a number, what a text may be; somebody else was quicker; it took
 * too long; nobody answers; there is no room; nothing may be written.
 */
export type StoreFailure =
  | 'unique'
  | 'in_use'
  | 'no_such_row'
  | 'check'
  | 'range'
  | 'text'
  | 'busy'
  | 'slow'
  | 'away'
  | 'no_space'
  | 'read_only';

/** A driver's error, as far as it is looked at. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  /** The statement; undefined where the error comes from the driver itself. */
  readonly query: string | undefined;
}

/** An engine's words for failures. */
export interface EngineFailures {
  readonly codes: Readonly<Record<string, StoreFailure>>;
  /** What the code alone doesn't say. */
  read(refused: Refused): StoreFailure | undefined;
}

/** For engines with one code for both ways to break a foreign key: the statement tells them apart. */
export function brokenKey(query: string | undefined): StoreFailure | undefined {
  if (query === undefined) return undefined;
  return /^\s*DELETE\b/i.test(query) ? 'in_use' : 'no_such_row';
}
