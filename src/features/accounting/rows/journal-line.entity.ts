import {
  DateOnlyColumn,
  IntColumn,
  MoneyColumn,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** One side of an entry: an amount on an account, on the debit or on the credit side. */
@Entity('journal_lines')
export class JournalLine extends StoredEntity {
  @UuidColumn()
  entryId: string;

  @IntColumn()
  position: number;

  @UuidColumn()
  accountId: string;

  /** The entry's date, here as well so that an account's ledger is one range of an index. */
  @DateOnlyColumn()
  date: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  /** Whose the line is, when an entry without a document says so. */
  @UuidColumn({ nullable: true })
  customerId: string | null = null;

  @TextColumn(200, { nullable: true })
  vendor: string | null = null;

  @MoneyColumn({ default: 0 })
  debit: number = 0;

  @MoneyColumn({ default: 0 })
  credit: number = 0;
}
