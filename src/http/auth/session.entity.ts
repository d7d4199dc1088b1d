import { InstantColumn, StoredEntity, TextColumn, UuidColumn } from '@app/tenancy';
import { Entity } from 'typeorm';

/** A sign-in and the refresh tokens that follow from it (a family): only the newest one's hash is kept. */
@Entity('sessions')
export class Session extends StoredEntity {
  /** The user or operator. */
  @UuidColumn()
  subjectId: string;

  @TextColumn(64)
  tokenHash: string;

  @InstantColumn()
  expiresAt: Date;

  @InstantColumn({ nullable: true })
  revokedAt: Date | null;
}
