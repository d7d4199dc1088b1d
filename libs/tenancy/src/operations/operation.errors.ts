import type { OperationStatus } from '../catalog/rows/operation.entity.js';
import { withoutCredentials } from '../catalog/secrets/shown-url.js';
import { TenancyError } from '../tenancy.errors.js';

/** No operation has this id. */
export class OperationNotFoundError extends TenancyError {
  readonly code = 'not_found';
  constructor(id: string) {
    super(`There is no operation "${id}".`);
  }
}

/** The operation has ended in a way that doesn't allow this. */
export class OperationStateError extends TenancyError {
  readonly code = 'conflict';
  constructor(status: OperationStatus, wanted: string) {
    super(`The operation is ${status} and can't be ${wanted}.`);
  }
}

/** The operation was cancelled while somebody waited for it. */
export class OperationCancelledError extends TenancyError {
  readonly code = 'conflict';
  constructor(kind: string, tenant: string) {
    super(`The operation "${kind}" on tenant "${tenant}" was cancelled.`);
  }
}

/** An operation that somebody waited for failed, in another process or in a way without a code of its own. */
export class OperationFailedError extends TenancyError {
  readonly code: string;
  constructor(code: string | null, message: string | null) {
    super(message ?? 'The operation failed.');
    this.code = code ?? 'operation_failed';
  }
}

/** Our claim on the operation ran out and another process goes on with it. */
export class ClaimLostError extends TenancyError {
  readonly code = 'conflict';
  constructor(id: string) {
    super(`Another process goes on with operation "${id}".`);
  }
}

/** What is written down of a failure: for operators, without the secrets a driver might have seen. */
export function describeFailure(error: unknown): { error: string; errorCode: string } {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  const because = error instanceof TenancyError && cause !== undefined ? ` (${messageOf(cause)})` : '';
  const known = typeof code === 'string' && /^[a-z_]{3,60}$/.test(code);
  return {
    error: withoutCredentials(messageOf(error) + because),
    errorCode: known ? code : 'operation_failed',
  };
}

/** Refused connections to a name with several addresses come as an AggregateError without a message. */
function messageOf(error: unknown): string {
  const { message, errors } = Object(error) as { message?: unknown; errors?: unknown };
  if (typeof message === 'string' && message !== '') return message;
  return Array.isArray(errors) ? errors.map(messageOf).join('; ') : String(error);
}
