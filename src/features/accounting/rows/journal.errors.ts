import { DomainError, type FieldProblem } from '../../platform.js';

/** Debits and credits of an entry differ, or there are none. Amounts are minor units. */
export class UnbalancedEntryError extends DomainError {
  readonly code = 'unbalanced_entry';
  override readonly errors: readonly FieldProblem[] = [
    { path: 'lines', message: 'debits and credits must be equal' },
  ];
  constructor(
    readonly debit: number,
    readonly credit: number,
  ) {
    super(
      debit === credit
        ? 'The entry moves nothing: give it debits and credits.'
        : `Debits and credits must be equal; they differ by ${Math.abs(debit - credit)} minor units.`,
    );
  }
}

/** An entry is taken back once. */
export class AlreadyReversedError extends DomainError {
  readonly code = 'already_reversed';
  constructor(number: string) {
    super(`Entry ${number} has been reversed before.`);
  }
}

/** The entry belongs to a document, which would no longer agree with the books. */
export class EntryHasSourceError extends DomainError {
  readonly code = 'entry_has_source';
  constructor(number: string, source: string) {
    super(`Entry ${number} was posted by ${source}. Void or reverse that document instead.`);
  }
}
