import { LongTextColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A request that was carried out, and its answer: sent again it is answered, not carried out. */
@Entity('idempotency_keys')
export class IdempotencyKey extends StoredEntity {
  @UuidColumn()
  userId: string;

  @TextColumn(300)
  path: string;

  @TextColumn(200)
  key: string;

  @TextColumn(64)
  bodyHash: string;

  /** The answer as JSON. */
  @LongTextColumn({ nullable: true })
  answer: string | null = null;
}
