import { DateOnlyColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { PaymentMethod } from './payment.entity.js';

/** Credit that was paid back to a customer. Never changed. */
@Entity('customer_refunds')
export class Refund extends StoredEntity {
  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  @MoneyColumn()
  amount: number;

  @TextColumn(20)
  method: PaymentMethod;

  @DateOnlyColumn()
  refundedOn: string;

  @TextColumn(200, { nullable: true })
  reference: string | null = null;
}
