import { ApiProperty } from '@nestjs/swagger';
import { exponentOf, formatMoney } from '../../platform.js';
import { balanceOf } from './invoice.amounts.js';
import { type Invoice, INVOICE_STATUSES, type InvoiceStatus, numberOf } from './invoice.entity.js';
import { INVOICE_PAYMENT_METHODS, type InvoicePaymentMethod, type Payment } from './payment.entity.js';

/** What a payment has done to its invoice. */
export class PaidInvoiceDto {
  id: string;
  /** @example "INV-2026-000123" */
  number: string | null;
  @ApiProperty({ enum: INVOICE_STATUSES, example: 'partially_paid' })
  status: InvoiceStatus;
  /** @example "246.24" */
  total: string;
  /** @example "50.00" */
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
  /** @example "196.24" */
  balance: string;
  /** @example 3 */
  version: number;

  constructor(invoice: Invoice) {
    const exponent = exponentOf(invoice.currency);
    const { id, status, version } = invoice;
    Object.assign(this, { id, number: numberOf(invoice), status });
    this.total = formatMoney(invoice.total, exponent);
    this.paid = formatMoney(invoice.paid, exponent);
    this.credited = formatMoney(invoice.credited, exponent);
    this.writtenOff = formatMoney(invoice.writtenOff, exponent);
    this.balance = formatMoney(balanceOf(invoice), exponent);
    this.version = version;
  }
}

export class PaymentDto {
  /** @example "0198c3a1-7d2e-7000-8000-000000000004" */
  id: string;
  invoiceId: string;
  /**
   * Below zero when it reverses another payment.
   * @example "50.00"
   */
  amount: string;
  /**
   * The part over the balance, which became the customer's credit.
   * @example "0.00"
   */
  credit: string;
  @ApiProperty({ enum: INVOICE_PAYMENT_METHODS, example: 'transfer' })
  method: InvoicePaymentMethod;
  /**
   * Of credit, and of a part of a payment, the day it is set against the invoice.
   * @example "2026-11-21"
   */
  receivedOn: string;
  /** The payment of the customer that this is a part of. */
  paymentId: string | null;
  reference: string | null;
  /** The payment this one takes back. */
  reversesId: string | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  invoice: PaidInvoiceDto;

  constructor(payment: Payment, invoice: Invoice) {
    const { id, invoiceId, method, receivedOn, paymentId, reference, reversesId } = payment;
    const { createdAt, updatedAt, version } = payment;
    const exponent = exponentOf(invoice.currency);
    const amount = formatMoney(payment.amount, exponent);
    const credit = formatMoney(payment.credit, exponent);
    Object.assign(this, { id, invoiceId, amount, credit, method, receivedOn, paymentId });
    Object.assign(this, { reference, reversesId });
    Object.assign(this, { createdAt, updatedAt, version, invoice: new PaidInvoiceDto(invoice) });
  }
}

export class PaymentPageDto {
  items: PaymentDto[];
  /** @example null */
  nextCursor: string | null;
}
