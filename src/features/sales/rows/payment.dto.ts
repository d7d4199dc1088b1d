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

  static of(invoice: Invoice): PaidInvoiceDto {
    const exponent = exponentOf(invoice.currency);
    return {
      id: invoice.id,
      number: numberOf(invoice),
      status: invoice.status,
      total: formatMoney(invoice.total, exponent),
      paid: formatMoney(invoice.paid, exponent),
      credited: formatMoney(invoice.credited, exponent),
      writtenOff: formatMoney(invoice.writtenOff, exponent),
      balance: formatMoney(balanceOf(invoice), exponent),
      version: invoice.version,
    };
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

  static of(payment: Payment, invoice: Invoice): PaymentDto {
    const exponent = exponentOf(invoice.currency);
    return {
      id: payment.id,
      invoiceId: payment.invoiceId,
      amount: formatMoney(payment.amount, exponent),
      credit: formatMoney(payment.credit, exponent),
      method: payment.method,
      receivedOn: payment.receivedOn,
      paymentId: payment.paymentId,
      reference: payment.reference,
      reversesId: payment.reversesId,
      createdAt: payment.createdAt,
      updatedAt: payment.updatedAt,
      version: payment.version,
      invoice: PaidInvoiceDto.of(invoice),
    };
  }
}

export class PaymentPageDto {
  items: PaymentDto[];
  /** @example null */
  nextCursor: string | null;
}
