import { DomainError, type FieldProblem } from '../../platform.js';

/** A place's books begin once. */
export class OpeningBalancesExistError extends DomainError {
  readonly code = 'opening_balances_exist';
  constructor(number: string, place: string) {
    super(`Opening balances of ${place} were posted by entry ${number}. Reverse it before you post others.`);
  }
}

/** The open items and their line on the control account are the same money. */
export class OpeningItemsDifferError extends DomainError {
  readonly code = 'opening_items_differ';
  override readonly errors: readonly FieldProblem[];
  constructor(field: string, { items, line }: { items: string; line: string }) {
    super(`The ${field} come to ${items}, the line on their account says ${line}. They must be equal.`);
    this.errors = [{ path: field, message: `come to ${items}, the line on their account says ${line}` }];
  }
}

/** What was open then has been paid or credited since. */
export class OpeningItemsSettledError extends DomainError {
  readonly code = 'opening_items_settled';
  /** `item`: what it is called, as "receivable 4711 of Acme". */
  constructor(item: string) {
    super(`The opening balances can't be taken back: ${item} has been paid or credited since.`);
  }
}
