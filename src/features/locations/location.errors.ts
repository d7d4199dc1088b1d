import { DomainError, type FieldProblem } from '../platform.js';

/** A document was to be booked on a place that is no longer used. */
export class LocationInactiveError extends DomainError {
  readonly code = 'location_inactive';
  override readonly errors: readonly FieldProblem[];
  constructor(code: string, path = 'locationId') {
    super(`Location "${code}" is inactive. Choose another one or activate it.`);
    this.errors = [{ path, message: `location "${code}" is inactive` }];
  }
}

/** A place can't stand below itself. */
export class LocationCycleError extends DomainError {
  readonly code = 'location_cycle';
  override readonly errors: readonly FieldProblem[] = [
    { path: 'parentId', message: 'the parent stands below this location' },
  ];
  constructor(code: string) {
    super(`Location "${code}" can't be moved below itself or one of its own places.`);
  }
}

/** Documents, entries or other places refer to it. */
export class LocationInUseError extends DomainError {
  readonly code = 'location_in_use';
  constructor(code: string) {
    super(`Location "${code}" is used. Deactivate it instead of deleting it.`);
  }
}

/** A company always has at least one place to book on. */
export class LastLocationError extends DomainError {
  readonly code = 'last_location';
  constructor(code: string) {
    super(`Location "${code}" is the last active one. Add or activate another first.`);
  }
}

/** A document sells at a place, and this one only groups others. */
export class LocationCannotSellError extends DomainError {
  readonly code = 'location_cannot_sell';
  override readonly errors: readonly FieldProblem[];
  constructor({ code, kind }: { code: string; kind: string }) {
    super(`Location "${code}" is a ${kind}, where nothing is sold. Choose one of its places.`);
    this.errors = [{ path: 'locationId', message: `location "${code}" is a ${kind}` }];
  }
}
