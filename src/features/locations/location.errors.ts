import { DomainError, type FieldProblem } from '../platform.js';

/** Without the multi-location feature a tenant has exactly one place. */
export class MultiLocationDisabledError extends DomainError {
  readonly code = 'feature_not_enabled';
  constructor() {
    super('This company works with one location. Ask the operator for multi-location to add more.');
  }
}

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
