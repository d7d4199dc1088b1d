import {
  BooleanColumn,
  DateOnlyColumn,
  MoneyColumn,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

export const PAYMENT_METHODS = ['cash', 'card', 'transfer', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** `credit` takes it from the customer's credit instead. */
export const INVOICE_PAYMENT_METHODS = [...PAYMENT_METHODS, 'credit'] as const;
export type InvoicePaymentMethod = (typeof INVOICE_PAYMENT_METHODS)[number];

/**
 * Money received for an invoice, or credit of the customer that is set against it; with `reversesId`, the taking back of
 * one such payment. Never changed.
 */
@Entity('invoice_payments')
export class Payment extends StoredEntity {
  @UuidColumn()
  invoiceId: string;

  /** Minor units; below zero when it reverses another payment. */
  @MoneyColumn()
  amount: number;

  /** The part of the amount over the balance, which became the customer's credit. */
  @MoneyColumn()
  credit: number = 0;

  @TextColumn(20)
  method: InvoicePaymentMethod;

  /** Of credit, and of a part of a payment, the day it is set against the invoice. */
  @DateOnlyColumn()
  receivedOn: string;

  /** The payment of the customer that this is a part of. */
  @UuidColumn({ nullable: true })
  paymentId: string | null = null;

  /** It came before the invoice and was the customer's credit until then. */
  @BooleanColumn({ default: false })
  deposited: boolean = false;

  @TextColumn(200, { nullable: true })
  reference: string | null = null;

  /** The payment this one takes back. Unique: a payment is reversed once. */
  @UuidColumn({ nullable: true })
  reversesId: string | null = null;
}

/** Whether it brought no money, but was taken from what the customer had left. */
export const isOfCredit = ({ method, paymentId }: Pick<Payment, 'method' | 'paymentId'>): boolean =>
  method === 'credit' || paymentId !== null;
