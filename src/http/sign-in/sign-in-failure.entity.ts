import { InstantColumn, IntColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** Failed sign-ins of one e-mail address, also of one that nobody has: both must be locked out alike. */
@Entity('sign_in_failures')
export class SignInFailure extends StoredEntity {
  /** SHA-256: people type passwords into the wrong field. */
  @TextColumn(64)
  emailHash: string;

  @IntColumn()
  failures: number;

  @InstantColumn()
  lastAt: Date;

  @InstantColumn({ nullable: true })
  lockedUntil: Date | null;
}
