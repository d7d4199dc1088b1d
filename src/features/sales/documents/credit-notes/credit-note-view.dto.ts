import { ApiProperty } from '@nestjs/swagger';
import { exponentOf, formatMoney } from '../../../platform.js';
import { TAX_CATEGORIES, type TaxCategory } from '../../../accounting/index.js';
import type { Customer } from '../../rows/customer.entity.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { categoryOf } from '../../rows/line-category.js';
import { InvoiceCustomerDto } from '../invoices/invoice-view.dto.js';
import { PaidInvoiceDto } from '../../rows/payment.dto.js';
import type { CreditNote } from '../../rows/credit-note.entity.js';
import type { CreditNoteLine } from '../../rows/credit-note-line.entity.js';

export class CreditNoteLineDto {
  /** @example 1 */
  position: number;
  productId: string | null;
  /** @example "Chai" */
  description: string;
  /**
   * Null when only an amount is credited.
   * @example "1.000"
   */
  quantity: string | null;
  taxRateId: string | null;
  /** @example "VAT20" */
  taxCode: string | null;
  /** @example "0.2000" */
  taxRate: string;
  @ApiProperty({ enum: TAX_CATEGORIES, example: 'standard' })
  taxCategory: TaxCategory;
  /** @example "17.10" */
  net: string;
  /** @example "3.42" */
  tax: string;
  /** @example "20.52" */
  gross: string;

  static of(line: CreditNoteLine, exponent: number): CreditNoteLineDto {
    return {
      position: line.position,
      productId: line.productId,
      description: line.description,
      quantity: line.quantity,
      taxRateId: line.taxRateId,
      taxCode: line.taxCode,
      taxRate: line.taxRate,
      taxCategory: categoryOf(line),
      net: formatMoney(line.net, exponent),
      tax: formatMoney(line.tax, exponent),
      gross: formatMoney(line.gross, exponent),
    };
  }
}

/** A credit note with what belongs to it. */
export interface WholeCreditNote {
  note: CreditNote;
  lines: readonly CreditNoteLine[];
  invoice: Invoice;
  customer: Customer | undefined;
}

export class CreditNoteDto {
  /** @example "0198c3a1-7d2e-7000-8000-000000000005" */
  id: string;
  /** @example "CN-2026-000001" */
  number: string;
  invoiceId: string;
  /** What has become of the invoice. */
  invoice: PaidInvoiceDto;
  customerId: string;
  customer: InvoiceCustomerDto | null;
  locationId: string | null;
  /** @example "USD" */
  currency: string;
  /** @example "2026-11-21" */
  issueDate: string;
  /** @example "Damaged on the way" */
  reason: string;
  lines: CreditNoteLineDto[];
  /** @example "17.10" */
  net: string;
  /** @example "3.42" */
  tax: string;
  /** @example "20.52" */
  total: string;
  /**
   * The part that was no longer owed and became the customer's credit.
   * @example "0.00"
   */
  kept: string;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of({ note, lines, invoice, customer }: WholeCreditNote): CreditNoteDto {
    const exponent = exponentOf(note.currency);
    return {
      id: note.id,
      number: note.number,
      invoiceId: note.invoiceId,
      invoice: PaidInvoiceDto.of(invoice),
      customerId: note.customerId,
      customer: customer ? { id: customer.id, code: customer.code, name: customer.name } : null,
      locationId: note.locationId,
      currency: note.currency,
      issueDate: note.issueDate,
      reason: note.reason,
      lines: lines.map((line) => CreditNoteLineDto.of(line, exponent)),
      net: formatMoney(note.net, exponent),
      tax: formatMoney(note.tax, exponent),
      total: formatMoney(note.total, exponent),
      kept: formatMoney(note.kept, exponent),
      createdAt: note.createdAt,
      updatedAt: note.updatedAt,
      version: note.version,
    };
  }
}

export class CreditNotePageDto {
  items: CreditNoteDto[];
  /** @example null */
  nextCursor: string | null;
}
