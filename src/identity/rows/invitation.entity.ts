import { InstantColumn, SearchKey, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { UserRole } from '../../kernel/rights/principal.js';

export const INVITATION_STATUSES = ['pending', 'accepted', 'revoked', 'expired'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

@Entity('invitations')
export class Invitation extends StoredEntity {
  @TextColumn(320)
  email: string;

  @TextColumn(20)
  role: UserRole;

  @TextColumn(200, { nullable: true })
  name: string | null;

  @TextColumn(64)
  tokenHash: string;

  @InstantColumn()
  expiresAt: Date;

  /** When the newest mail was handed over; null when it never was. */
  @InstantColumn({ nullable: true })
  sentAt: Date | null;

  @InstantColumn({ nullable: true })
  acceptedAt: Date | null;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;

  @UuidColumn({ nullable: true })
  invitedBy: string | null;

  @SearchKey('email', 'name')
  declare readonly searchKey: string;

  /** Not a column: InvitationPlaces fills it in. */
  locationIds: string[] = [];

  statusAt(now: Date): InvitationStatus {
    if (this.acceptedAt) return 'accepted';
    if (this.revokedAt) return 'revoked';
    return this.expiresAt <= now ? 'expired' : 'pending';
  }
}
