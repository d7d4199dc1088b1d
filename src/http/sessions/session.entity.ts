import { InstantColumn, IntColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A sign-in and the refresh tokens that follow from it (a family): only the newest one's hash is kept. */
@Entity('sessions')
export class Session extends StoredEntity {
  /** The user or operator. */
  @UuidColumn()
  subjectId: string;

  @TextColumn(64)
  tokenHash: string;

  /** How often the token was renewed, and when last; null: never. */
  @IntColumn()
  rotations: number;

  @InstantColumn({ nullable: true })
  rotatedAt: Date | null;

  /** Where the sign-in came from; null where it came from no request. */
  @TextColumn(45, { nullable: true })
  address: string | null;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;
}
