import {
  BooleanColumn,
  MoneyColumn,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
  UuidColumn,
} from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** Something the company sells. Invoice lines take its name, price and tax, and keep them when it changes. */
@Entity('products')
export class Product extends StoredEntity {
  @TextColumn(60)
  sku: string;

  @TextColumn(200)
  name: string;

  @TextColumn(500, { nullable: true })
  description: string | null = null;

  @TextColumn(20, { nullable: true })
  unit: string | null = null;

  @MoneyColumn()
  price: number;

  /** Whether the tax is in the price; null, on rows that are older than this: as the company's settings say. */
  @BooleanColumn({ nullable: true })
  priceIncludesTax: boolean | null = null;

  @UuidColumn({ nullable: true })
  taxRateId: string | null = null;

  @BooleanColumn({ default: true })
  active: boolean = true;

  @SearchKey('sku', 'name', 'description')
  declare readonly searchKey: string;

  @SortKeyOf('sku')
  declare readonly skuKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;
}
