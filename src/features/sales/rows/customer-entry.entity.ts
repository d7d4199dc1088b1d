import { DateOnlyColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { PartyLine } from '../../accounting/index.js';

/** What a line of a journal entry without a document says of a customer; it has the line's id. */
@Entity('customer_entries')
export class CustomerEntry extends StoredEntity {
  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  @UuidColumn()
  entryId: string;

  /** The entry that this one takes back. */
  @UuidColumn({ nullable: true })
  reversesId: string | null = null;

  @TextColumn(20)
  role: PartyLine['role'];

  @DateOnlyColumn()
  day: string;

  /** Above zero: the customer owes more. */
  @MoneyColumn()
  amount: number;

  /** Of the entry. */
  @TextColumn(30)
  number: string;

  @TextColumn(500, { nullable: true })
  memo: string | null = null;

  /** The day from which it is no open item any more, because its entry was taken back. */
  @DateOnlyColumn({ nullable: true })
  endedOn: string | null = null;
}
