import { InstantColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A link that sets a new password, good once and for an hour. */
@Entity('password_resets')
export class PasswordReset extends StoredEntity {
  @UuidColumn()
  userId: string;

  @TextColumn(64)
  tokenHash: string;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  usedAt: Date | null;
}
