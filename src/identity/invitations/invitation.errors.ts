import { DomainError } from '../../kernel/errors.js';
import type { InvitationStatus } from '../rows/invitation.entity.js';

/** The invitation's link is unknown, used, revoked or expired; all read the same to whoever has no good one. */
export class InvitationInvalidError extends DomainError {
  readonly code = 'invitation_invalid';
  constructor() {
    super('This invitation is no longer good. Ask for a new one.');
  }
}

/** The invitation can't be sent again or taken back: it has been answered. */
export class InvitationSettledError extends DomainError {
  readonly code = 'conflict';
  constructor(status: InvitationStatus) {
    super(`This invitation is ${status} already.`);
  }
}
