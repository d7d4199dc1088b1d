import { DateOnlyColumn, MoneyColumn, StoredEntity, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A part of a customer's credit, by what it came from. The rests of a customer's parts add up to the credit. */
@Entity('customer_credits')
export class CustomerCredit extends StoredEntity {
  @UuidColumn()
  customerId: string;

  /**
   * The payment, credit note or journal line it came from; the customer, where it is all that was there before parts
   * were kept.
   */
  @UuidColumn()
  sourceId: string;

  @DateOnlyColumn()
  day: string;

  @MoneyColumn()
  amount: number;

  /** What is not spent yet. */
  @MoneyColumn()
  rest: number;
}
