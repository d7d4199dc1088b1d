import { Entity } from 'typeorm';
import { LongTextColumn, TextColumn } from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

/** Something that leaves a tenant's store, written with what it belongs to; gone once it was delivered. */
@Entity('outbox')
export class OutboxEntry extends StoredEntity {
  @TextColumn(60)
  kind: string;

  /** Sealed: mails hold addresses, and links that sign in. */
  @LongTextColumn()
  payloadEncrypted: string;
}
