import { ActionDto, exponentOf, formatMoney } from '../../../platform.js';
import { TAX_CATEGORIES, type TaxCategory } from '../../../accounting/index.js';
import type { Customer } from '../../rows/customer.entity.js';
import { DUE_STATES, type DueState, dueOf } from '../../rows/due-state.js';
import { balanceOf } from '../../rows/invoice.amounts.js';
import { type Invoice, INVOICE_STATUSES, type InvoiceStatus, numberOf } from '../../rows/invoice.entity.js';
import { categoryOf } from '../../rows/line-category.js';
import type { PricedLine } from '../../pricing/invoice-pricing.service.js';
import { ApiProperty } from '@nestjs/swagger';

export class InvoiceLineDto {
  /** @example 1 */
  position: number;
  productId: string | null;
  /** @example "Chai" */
  description: string;
  /** @example "12.000" */
  quantity: string;
  /** @example "18.00" */
  unitPrice: string;
  /** @example "0.0500" */
  discount: string;
  taxRateId: string | null;
  /** @example "VAT20" */
  taxCode: string | null;
  /** @example "0.2000" */
  taxRate: string;
  @ApiProperty({ enum: TAX_CATEGORIES, example: 'standard' })
  taxCategory: TaxCategory;
  /** @example "205.20" */
  net: string;
  /** @example "41.04" */
  tax: string;
  /** @example "246.24" */
  gross: string;

  static of(line: PricedLine, exponent: number): InvoiceLineDto {
    return {
      position: line.position,
      productId: line.productId,
      description: line.description,
      quantity: line.quantity,
      unitPrice: formatMoney(line.unitPrice, exponent),
      discount: line.discount,
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

/** Enough of the customer to show in a list. */
export class InvoiceCustomerDto {
  id: string;
  /** @example "ALFKI" */
  code: string;
  /** @example "Alfreds Futterkiste" */
  name: string;
}

/** What an invoice is shown with. */
interface InvoiceContext {
  customer: Customer | undefined;
  /** At the company's place. */
  today: string;
  actions: ActionDto[];
}

export class InvoiceDto {
  /** @example "0198c3a1-7d2e-7000-8000-000000000003" */
  id: string;
  /** @example "INV-2026-000123" */
  number: string | null;
  @ApiProperty({ enum: INVOICE_STATUSES, example: 'issued' })
  status: InvoiceStatus;
  @ApiProperty({
    enum: DUE_STATES,
    nullable: true,
    example: 'not_due',
    description: "By today in the company's time zone; null where nothing is owed.",
  })
  dueState: DueState | null;
  /** @example 0 */
  daysOverdue: number;
  customerId: string;
  customer: InvoiceCustomerDto | null;
  locationId: string | null;
  /** @example "USD" */
  currency: string;
  /** @example "2026-11-21" */
  issueDate: string | null;
  /** Of an invoice that is older than the books, the day they began: it is owed from then on. */
  openedOn: string | null;
  /** @example "2026-12-21" */
  dueDate: string | null;
  notes: string | null;
  /**
   * Off every line, on top of the line's own.
   * @example "0.0500"
   */
  discount: string;
  /** Whether unit prices include the tax. */
  pricesIncludeTax: boolean;
  lines: InvoiceLineDto[];
  /** @example "205.20" */
  net: string;
  /** @example "41.04" */
  tax: string;
  /** @example "246.24" */
  total: string;
  /** @example "0.00" */
  paid: string;
  /**
   * By credit notes.
   * @example "0.00"
   */
  credited: string;
  /**
   * As a bad debt.
   * @example "0.00"
   */
  writtenOff: string;
  /** @example "246.24" */
  balance: string;
  issuedAt: Date | null;
  voidedAt: Date | null;
  /** The day the voiding is booked on. */
  voidedOn: string | null;
  voidReason: string | null;
  sentAt: Date | null;
  sentTo: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;
  /** What the caller may do with it. */
  actions: ActionDto[];

  static of(
    invoice: Invoice,
    lines: readonly PricedLine[],
    { customer, today, actions }: InvoiceContext,
  ): InvoiceDto {
    const exponent = exponentOf(invoice.currency);
    const due = dueOf(invoice, today);
    return {
      id: invoice.id,
      number: numberOf(invoice),
      status: invoice.status,
      dueState: due.dueState,
      daysOverdue: due.daysOverdue,
      customerId: invoice.customerId,
      locationId: invoice.locationId,
      currency: invoice.currency,
      issueDate: invoice.openedOn === null ? invoice.issueDate : invoice.listedOn,
      openedOn: invoice.openedOn,
      dueDate: invoice.dueDate,
      notes: invoice.notes,
      discount: invoice.discount,
      pricesIncludeTax: invoice.pricesIncludeTax,
      customer: customer ? { id: customer.id, code: customer.code, name: customer.name } : null,
      lines: lines.map((line) => InvoiceLineDto.of(line, exponent)),
      net: formatMoney(invoice.net, exponent),
      tax: formatMoney(invoice.tax, exponent),
      total: formatMoney(invoice.total, exponent),
      paid: formatMoney(invoice.paid, exponent),
      credited: formatMoney(invoice.credited, exponent),
      writtenOff: formatMoney(invoice.writtenOff, exponent),
      balance: formatMoney(balanceOf(invoice), exponent),
      issuedAt: invoice.issuedAt,
      voidedAt: invoice.voidedAt,
      voidedOn: invoice.voidedOn,
      voidReason: invoice.voidReason,
      sentAt: invoice.sentAt,
      sentTo: invoice.sentTo,
      createdAt: invoice.createdAt,
      updatedAt: invoice.updatedAt,
      version: invoice.version,
      actions,
    };
  }
}

export class InvoicePageDto {
  items: InvoiceDto[];
  /** @example null */
  nextCursor: string | null;
}

/** What an invoice would say. */
export class PreviewDto {
  customerId: string | null;
  locationId: string | null;
  /** @example "USD" */
  currency: string;
  issueDate: string | null;
  dueDate: string | null;
  notes: string | null;
  /**
   * Off every line, on top of the line's own.
   * @example "0.0500"
   */
  discount: string;
  /** Whether unit prices include the tax. */
  pricesIncludeTax: boolean;
  lines: InvoiceLineDto[];
  /** @example "205.20" */
  net: string;
  /** @example "41.04" */
  tax: string;
  /** @example "246.24" */
  total: string;
}
