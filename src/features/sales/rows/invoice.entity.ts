import {
  BooleanColumn,
  DateOnlyColumn,
  DecimalColumn4,
  InstantColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  SearchKey,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { Parties } from './invoice.parties.js';

export const INVOICE_STATUSES = ['draft', 'issued', 'partially_paid', 'paid', 'written_off', 'void'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const BEHIND_NUMBERS = 'ZZZ';
/** So many letters of a number are sorted by. */
export const LISTED_NUMBER = 30;
export const BEHIND_DAYS = '9999-12-31';

/** What a customer owes. Once issued, only payments, voiding and sending change it. */
@Entity('invoices')
export class Invoice extends StoredEntity {
  /** `INV-2026-000123`; null while it is a draft. */
  @TextColumn(30, { nullable: true })
  number: string | null = null;

  @TextColumn(20)
  status: InvoiceStatus = 'draft';

  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  /** ISO 4217; gives the amounts their decimals. */
  @TextColumn(3)
  currency: string;

  @DateOnlyColumn({ nullable: true })
  issueDate: string | null = null;

  /** Of an invoice that is older than the books, the day they began: it is owed from then on, and was never sold by them. */
  @DateOnlyColumn({ nullable: true })
  openedOn: string | null = null;

  /** The entry of opening balances that holds it. */
  @UuidColumn({ nullable: true })
  openingId: string | null = null;

  /** The number it has in the former books. */
  @TextColumn(60, { nullable: true })
  foreignNumber: string | null = null;

  // Lists sort by the next three: they are never null, so that an index gives every page.

  /** The issue date, the day a draft without one was made, or the date of an invoice that is older than the books. */
  @DateOnlyColumn()
  listedOn: string;

  /** The number; drafts stand behind. */
  @TextColumn(LISTED_NUMBER)
  listedNumber: string = BEHIND_NUMBERS;

  /** The due date; invoices without one stand behind. */
  @DateOnlyColumn()
  listedDue: string = BEHIND_DAYS;

  @DateOnlyColumn({ nullable: true })
  dueDate: string | null = null;

  @LongTextColumn({ nullable: true })
  notes: string | null = null;

  /** A fraction off every line, on top of the line's own. */
  @DecimalColumn4()
  discount: string = '0.0000';

  @BooleanColumn()
  pricesIncludeTax: boolean = false;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  total: number;

  @MoneyColumn({ default: 0 })
  paid: number = 0;

  /** What credit notes took off the balance. */
  @MoneyColumn()
  credited: number = 0;

  /** What nobody will pay any more. */
  @MoneyColumn({ default: 0 })
  writtenOff: number = 0;

  /** Seller and buyer as they were when it was issued: the document must not change with their addresses. */
  @JsonColumn({ nullable: true })
  parties: Parties | null = null;

  @InstantColumn({ nullable: true })
  issuedAt: Date | null = null;

  @InstantColumn({ nullable: true })
  voidedAt: Date | null = null;

  /** The day the voiding is booked on. */
  @DateOnlyColumn({ nullable: true })
  voidedOn: string | null = null;

  @TextColumn(500, { nullable: true })
  voidReason: string | null = null;

  @InstantColumn({ nullable: true })
  sentAt: Date | null = null;

  @TextColumn(320, { nullable: true })
  sentTo: string | null = null;

  @SearchKey('notes')
  declare readonly searchKey: string;
}

/** The number people know an invoice by; null for a draft. */
export const numberOf = ({
  number,
  foreignNumber,
}: Pick<Invoice, 'number' | 'foreignNumber'>): string | null => foreignNumber ?? number;

/** The first day on which an issued invoice is owed. */
export const owedFrom = ({ issueDate, openedOn }: Pick<Invoice, 'issueDate' | 'openedOn'>): string =>
  issueDate ?? openedOn ?? '';
