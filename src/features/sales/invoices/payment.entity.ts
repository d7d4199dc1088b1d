import { DateOnlyColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@app/tenancy';
import { Entity } from 'typeorm';

export const PAYMENT_METHODS = ['cash', 'card', 'transfer', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Money received for an invoice, or, with `reversesId`, the taking back of one such payment. Never changed. */
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
  method: PaymentMethod;

  @DateOnlyColumn()
  receivedOn: string;

  @TextColumn(200, { nullable: true })
  reference: string | null = null;

  /** The payment this one takes back. Unique: a payment is reversed once. */
  @UuidColumn({ nullable: true })
  reversesId: string | null = null;
}
