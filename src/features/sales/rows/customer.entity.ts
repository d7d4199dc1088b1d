import {
  BooleanColumn,
  MoneyColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** Somebody the company sells to. */
@Entity('customers')
export class Customer extends StoredEntity {
  @TextColumn(40)
  code: string;

  @TextColumn(200)
  name: string;

  @TextColumn(320, { nullable: true })
  email: string | null = null;

  @TextColumn(60, { nullable: true })
  phone: string | null = null;

  @TextColumn(60, { nullable: true })
  taxNumber: string | null = null;

  @TextColumn(500, { nullable: true })
  address: string | null = null;

  /** ISO 3166-1, two capitals. */
  @TextColumn(2, { nullable: true })
  country: string | null = null;

  @MoneyColumn({ nullable: true })
  creditLimit: number | null = null;

  /** What the company owes the customer: overpaid, or credited after it was paid. */
  @MoneyColumn()
  credit: number = 0;

  @BooleanColumn({ default: true })
  active: boolean = true;

  @SearchKey('code', 'name', 'email', 'phone', 'taxNumber', 'address')
  declare readonly searchKey: string;

  @SortKeyOf('code')
  declare readonly codeKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}
