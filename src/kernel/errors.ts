/** A field of the input and what is wrong with it. `path` is dotted: `lines.0.quantity`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/**
 * Base of every refusal the platform makes on purpose. `code` is stable and is what clients compare;
 * the HTTP status belongs to the code (src/kernel/problem/problem.statuses.ts), never to the place that throws.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** Seconds after which the caller may try again; undefined when waiting doesn't help. */
  readonly retryAfterSeconds?: number;
  /** The input fields concerned, where the refusal is about input. */
  readonly errors?: readonly FieldProblem[];
  /** What clients read beside the code, at the top of the answer. */
  readonly facts?: object;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The thing in the URL doesn't exist, or not for this caller. */
export class NotFoundError extends DomainError {
  readonly code = 'not_found';
  constructor(what: string, id?: string) {
    super(id === undefined ? `${what} was not found.` : `There is no ${what} "${id}".`);
  }
}

/** How many problems an answer lists at most. */
export const MOST_PROBLEMS = 50;
/** How many of them its `detail` tells in words. */
const MOST_TOLD = 3;

/** Input that is well-formed JSON but breaks the rules of its shape. The first fifty problems are listed. */
export class ValidationError extends DomainError {
  readonly code = 'validation_failed';
  override readonly errors: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    const told = problems.slice(0, MOST_TOLD).map(({ path, message }) => `${path}: ${message}`);
    const more = problems.length - told.length;
    super(`${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
    this.errors = problems.slice(0, MOST_PROBLEMS);
  }
}

/** The state of things doesn't allow this, or a unique value is taken. */
export class ConflictError extends DomainError {
  readonly code = 'conflict';
}

/** Another row has the value already, of which there is one. `path` is the field. */
export class TakenError extends DomainError {
  readonly code = 'conflict';
  override readonly errors: readonly FieldProblem[];
  constructor(path: string, value: string) {
    super(`${path} ${value} exists already.`);
    this.errors = [{ path, message: `${value} exists already` }];
  }
}

/** Somebody else changed the row since the caller read it. */
export class VersionConflictError extends DomainError {
  readonly code = 'version_conflict';
  constructor(what: string, current?: number) {
    const now = current === undefined ? '' : ` It is at version ${current} now.`;
    super(`The ${what} was changed by somebody else in the meantime.${now} Read it again.`);
  }
}

/** The input refers to an id that doesn't exist. */
export class UnknownReferenceError extends DomainError {
  readonly code = 'unknown_reference';
  override readonly errors: readonly FieldProblem[];
  constructor(path: string, id: string) {
    super(`${path} refers to "${id}", which doesn't exist.`);
    this.errors = [{ path, message: `"${id}" doesn't exist` }];
  }
}

/** Nobody is signed in, or the sign-in isn't valid here. */
export class UnauthenticatedError extends DomainError {
  readonly code = 'unauthenticated';
  constructor(message = 'Sign in first.') {
    super(message);
  }
}

/** The caller is known, and not allowed to do this. */
export class ForbiddenError extends DomainError {
  readonly code = 'forbidden';
  constructor(message = 'Your role does not allow this.') {
    super(message);
  }
}

/** The caller is bound to places, and this belongs to another one. */
export class LocationForbiddenError extends DomainError {
  readonly code = 'location_forbidden';
  override readonly errors?: readonly FieldProblem[];
  /** `path`: the field that names a place; left out where the subject is the company's. */
  constructor(path?: string) {
    const remedy = path === undefined ? 'This belongs to the whole company.' : 'Name one of yours.';
    super(`You work at certain places only. ${remedy}`);
    if (path !== undefined) this.errors = [{ path, message: 'is not one of your places' }];
  }
}

export class TooManyRequestsError extends DomainError {
  readonly code = 'too_many_requests';
  constructor(
    override readonly retryAfterSeconds: number,
    message = `Too many requests. Try again in ${retryAfterSeconds} s.`,
  ) {
    super(message);
  }
}

/** More bytes than may be sent here. */
export class PayloadTooLargeError extends DomainError {
  readonly code = 'payload_too_large';
  constructor(maxBytes: number, what = 'A file here') {
    super(`${what} has at most ${Math.floor(maxBytes / 1024)} kB.`);
  }
}
