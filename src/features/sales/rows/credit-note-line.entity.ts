import {
  DecimalColumn3,
  DecimalColumn4,
  IntColumn,
  MoneyColumn,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { TaxCategory } from '../../accounting/index.js';

/** What is taken back of a line of an invoice. */
@Entity('credit_note_lines')
export class CreditNoteLine extends StoredEntity {
  @UuidColumn()
  creditNoteId: string;

  /** 1, 2, 3 … */
  @IntColumn()
  position: number;

  @UuidColumn()
  invoiceLineId: string;

  @UuidColumn({ nullable: true })
  productId: string | null = null;

  @TextColumn(500)
  description: string;

  /** What came back; null when only an amount is credited. */
  @DecimalColumn3({ nullable: true })
  quantity: string | null = null;

  @UuidColumn({ nullable: true })
  taxRateId: string | null = null;

  @TextColumn(40, { nullable: true })
  taxCode: string | null = null;

  @DecimalColumn4()
  taxRate: string;

  /** That of the invoice's line; null on lines that are older than categories. */
  @TextColumn(20, { nullable: true })
  taxCategory: TaxCategory | null = null;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  gross: number;
}
