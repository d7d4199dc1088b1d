import { exponentOf, formatMoney } from '../../../platform.js';
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

  constructor(line: PricedLine, exponent: number) {
    this.position = line.position;
    this.productId = line.productId;
    this.description = line.description;
    this.quantity = line.quantity;
    this.unitPrice = formatMoney(line.unitPrice, exponent);
    this.discount = line.discount;
    this.taxRateId = line.taxRateId;
    this.taxCode = line.taxCode;
    this.taxRate = line.taxRate;
    this.taxCategory = categoryOf(line);
    this.net = formatMoney(line.net, exponent);
    this.tax = formatMoney(line.tax, exponent);
    this.gross = formatMoney(line.gross, exponent);
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

  constructor(invoice: Invoice, lines: readonly PricedLine[], { customer, today }: InvoiceContext) {
    const exponent = exponentOf(invoice.currency);
    const due = dueOf(invoice, today);
    // One by one, in one order: objects of one shape are made and written several times as fast.
    this.id = invoice.id;
    this.number = numberOf(invoice);
    this.status = invoice.status;
    this.dueState = due.dueState;
    this.daysOverdue = due.daysOverdue;
    this.customerId = invoice.customerId;
    this.locationId = invoice.locationId;
    this.currency = invoice.currency;
    this.issueDate = invoice.openedOn === null ? invoice.issueDate : invoice.listedOn;
    this.openedOn = invoice.openedOn;
    this.dueDate = invoice.dueDate;
    this.notes = invoice.notes;
    this.discount = invoice.discount;
    this.pricesIncludeTax = invoice.pricesIncludeTax;
    this.customer = customer ? { id: customer.id, code: customer.code, name: customer.name } : null;
    this.lines = lines.map((line) => new InvoiceLineDto(line, exponent));
    this.net = formatMoney(invoice.net, exponent);
    this.tax = formatMoney(invoice.tax, exponent);
    this.total = formatMoney(invoice.total, exponent);
    this.paid = formatMoney(invoice.paid, exponent);
    this.credited = formatMoney(invoice.credited, exponent);
    this.writtenOff = formatMoney(invoice.writtenOff, exponent);
    this.balance = formatMoney(balanceOf(invoice), exponent);
    this.issuedAt = invoice.issuedAt;
    this.voidedAt = invoice.voidedAt;
    this.voidedOn = invoice.voidedOn;
    this.voidReason = invoice.voidReason;
    this.sentAt = invoice.sentAt;
    this.sentTo = invoice.sentTo;
    this.createdAt = invoice.createdAt;
    this.updatedAt = invoice.updatedAt;
    this.version = invoice.version;
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
