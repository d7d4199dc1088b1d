import {
  DateOnlyColumn,
  FixedSearchKey,
  JsonColumn,
  MoneyColumn,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { Parties } from './invoice.parties.js';

/** Takes back an issued invoice in part or as a whole. Never changed. */
@Entity('credit_notes')
export class CreditNote extends StoredEntity {
  /** `CN-2026-000001` */
  @TextColumn(30)
  number: string;

  @UuidColumn()
  invoiceId: string;

  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null = null;

  @TextColumn(3)
  currency: string;

  @DateOnlyColumn()
  issueDate: string;

  @TextColumn(500)
  reason: string;

  // Above zero: reports take them away.

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  total: number;

  /** The part of the total that was no longer owed and became the customer's credit. */
  @MoneyColumn()
  kept: number = 0;

  /** Seller and buyer as they were when it was issued. */
  @JsonColumn()
  parties: Parties;

  @FixedSearchKey('reason')
  declare readonly searchKey: string;
}
