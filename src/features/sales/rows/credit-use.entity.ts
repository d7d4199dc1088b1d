import { MoneyColumn, StoredEntity, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** What was spent of a part of a customer's credit; below zero where it came back. Never changed. */
@Entity('customer_credit_uses')
export class CreditUse extends StoredEntity {
  @UuidColumn()
  creditId: string;

  /** The payment of an invoice, refund, reversal or journal line that spent it. */
  @UuidColumn()
  sourceId: string;

  @MoneyColumn()
  amount: number;
}
