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

/** A line of an invoice. Description, price and tax are kept as they were when it was written. */
@Entity('invoice_lines')
export class InvoiceLine extends StoredEntity {
  @UuidColumn()
  invoiceId: string;

  /** 1, 2, 3 … */
  @IntColumn()
  position: number;

  @UuidColumn({ nullable: true })
  productId: string | null = null;

  @TextColumn(500)
  description: string;

  @DecimalColumn3()
  quantity: string;

  @MoneyColumn()
  unitPrice: number;

  @DecimalColumn4()
  discount: string;

  @UuidColumn({ nullable: true })
  taxRateId: string | null = null;

  @TextColumn(40, { nullable: true })
  taxCode: string | null = null;

  @DecimalColumn4()
  taxRate: string;

  /** Null on lines that are older than categories: see categoryOf. */
  @TextColumn(20, { nullable: true })
  taxCategory: TaxCategory | null = null;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  gross: number;
}
