import { DateOnlyColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { PaymentMethod } from './payment.entity.js';

/**
 * Money received from a customer, for several invoices or for none yet; with `reversesId`, the taking back of one such
 * payment. What is set against invoices stands in their own payments. Never changed.
 */
@Entity('customer_payments')
export class CustomerPayment extends StoredEntity {
  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  /** Minor units; below zero when it reverses another payment. */
  @MoneyColumn()
  amount: number;

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
