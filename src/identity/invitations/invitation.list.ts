import type { SelectQueryBuilder } from 'typeorm';
import type { Invitation, InvitationStatus } from '../rows/invitation.entity.js';

const CONDITIONS: Record<InvitationStatus, string> = {
  accepted: 'invitation.acceptedAt IS NOT NULL',
  revoked: 'invitation.revokedAt IS NOT NULL',
  expired: 'invitation.acceptedAt IS NULL AND invitation.revokedAt IS NULL AND invitation.expiresAt <= :now',
  pending: 'invitation.acceptedAt IS NULL AND invitation.revokedAt IS NULL AND invitation.expiresAt > :now',
};

/** The status is derived from times; this is the same rule as Invitation.statusAt in SQL. */
export function withStatus(
  builder: SelectQueryBuilder<Invitation>,
  { status, now }: { status: InvitationStatus; now: Date },
): SelectQueryBuilder<Invitation> {
  return builder.andWhere(CONDITIONS[status], { now });
}
