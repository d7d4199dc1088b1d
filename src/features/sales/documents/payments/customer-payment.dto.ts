import { ApiProperty } from '@nestjs/swagger';
import { formatMoney } from '../../../platform.js';
import type { Customer } from '../../rows/customer.entity.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { InvoiceCustomerDto } from '../invoices/invoice-view.dto.js';
import { PaidInvoiceDto } from '../../rows/payment.dto.js';
import { type Payment, PAYMENT_METHODS, type PaymentMethod } from '../../rows/payment.entity.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';

/** A payment with all that is shown of it. */
export interface WholePayment {
  payment: CustomerPayment;
  customer: Customer | undefined;
  /** What of it stands against invoices that the user may see; `allocated` is all of it. */
  allocations: readonly { part: Payment; invoice: Invoice }[];
  allocated: number;
  rest: number;
  isReversed: boolean;
}

/** What of a payment is for an invoice. */
export class AllocationDto {
  /** Of the invoice's payment: reverse that to take the allocation back. */
  id: string;
  invoiceId: string;
  /** @example "50.00" */
  amount: string;
  /** The day it is set against the invoice. @example "2026-11-21" */
  date: string;
  invoice: PaidInvoiceDto;

  static of(part: Payment, invoice: Invoice, exponent: number): AllocationDto {
    return {
      id: part.id,
      invoiceId: part.invoiceId,
      amount: formatMoney(part.amount, exponent),
      date: part.receivedOn,
      invoice: PaidInvoiceDto.of(invoice),
    };
  }
}

export class CustomerPaymentDto {
  /** @example "0198c3a1-7d2e-7000-8000-000000000007" */
  id: string;
  customerId: string;
  customer: InvoiceCustomerDto | null;
  locationId: string | null;
  /**
   * Below zero when it reverses another payment.
   * @example "150.00"
   */
  amount: string;
  @ApiProperty({ enum: PAYMENT_METHODS, example: 'transfer' })
  method: PaymentMethod;
  /** @example "2026-11-21" */
  receivedOn: string;
  reference: string | null;
  /** What stands against invoices that you may see, in the order it was set against them. */
  allocations: AllocationDto[];
  /** @example "50.00" */
  allocated: string;
  /**
   * What is the customer's credit still: neither allocated, nor refunded or spent as credit.
   * @example "100.00"
   */
  rest: string;
  /** The payment this one takes back. */
  reversesId: string | null;
  /** Whether it was taken back. */
  reversed: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of({ payment, customer, allocations, ...rest }: WholePayment, exponent: number): CustomerPaymentDto {
    return {
      id: payment.id,
      customerId: payment.customerId,
      customer: customer ? { id: customer.id, code: customer.code, name: customer.name } : null,
      locationId: payment.locationId,
      amount: formatMoney(payment.amount, exponent),
      method: payment.method,
      receivedOn: payment.receivedOn,
      reference: payment.reference,
      allocations: allocations.map(({ part, invoice }) => AllocationDto.of(part, invoice, exponent)),
      allocated: formatMoney(rest.allocated, exponent),
      rest: formatMoney(rest.rest, exponent),
      reversesId: payment.reversesId,
      reversed: rest.isReversed,
      createdAt: payment.createdAt,
      updatedAt: payment.updatedAt,
      version: payment.version,
    };
  }
}

export class CustomerPaymentPageDto {
  items: CustomerPaymentDto[];
  /** @example null */
  nextCursor: string | null;
}
