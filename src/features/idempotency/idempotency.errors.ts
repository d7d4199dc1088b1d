import { DomainError } from '../platform.js';

/** The key was used for another body on this path. */
export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'idempotency_key_reused';
  constructor() {
    super('This Idempotency-Key was used with another body. Send a new key with a new request.');
  }
}
