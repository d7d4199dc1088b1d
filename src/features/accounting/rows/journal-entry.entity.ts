import {
  DateOnlyColumn,
  FixedSearchKey,
  MoneyColumn,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { EntrySource } from './posting.rules.js';

/** `closing` entries empty the accounts of a closed year; the profit and loss statement looks past them. */
export type EntryLayer = 'regular' | 'closing';

/** A journal entry: balanced, numbered without gaps per year, never changed once posted. */
@Entity('journal_entries')
export class JournalEntry extends StoredEntity {
  /** `JE-2026-000001` */
  @TextColumn(30)
  number: string;

  @DateOnlyColumn()
  date: string;

  @TextColumn(500)
  memo: string;

  /** What it was posted for. */
  @TextColumn(30)
  source: EntrySource;

  /** Id of the invoice, payment or expense; null for entries made by hand. */
  @UuidColumn({ nullable: true })
  sourceId: string | null = null;

  @TextColumn(10, { default: 'regular' })
  layer: EntryLayer = 'regular';

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  /** The entry that this one takes back. */
  @UuidColumn({ nullable: true })
  reversesId: string | null = null;

  /** Sum of the debits, which is the sum of the credits. */
  @MoneyColumn()
  total: number;

  /** E-mail of the person who caused it; null when the program did by itself. */
  @TextColumn(320, { nullable: true })
  postedBy: string | null = null;

  /** Written as a draft, posted in the same transaction: the store compares debits and credits in between. */
  @TextColumn(10, { default: 'draft' })
  status: 'draft' | 'posted' = 'draft';

  @FixedSearchKey('memo')
  declare readonly searchKey: string;
}
