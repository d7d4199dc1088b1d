import {
  BooleanColumn,
  DateOnlyColumn,
  DecimalColumn4,
  SearchKey,
  SortKeyOf,
  StoredEntity,
  TextColumn,
} from '@tenantry/nest/portable';
import { AfterLoad, Entity } from 'typeorm';
import { categoryOfRate, type TaxCategory } from './tax-category.js';

/** A rate of sales tax, as a fraction: "0.2000" is 20 %. */
@Entity('tax_rates')
export class TaxRate extends StoredEntity {
  @TextColumn(40)
  code: string;

  @TextColumn(200)
  name: string;

  @DecimalColumn4()
  rate: string;

  /** Rates that are older than categories have none in the store: theirs follows from the rate. */
  @TextColumn(20, { nullable: true })
  category: TaxCategory;

  /** Why no tax is charged, in the words of the law; for documents. */
  @TextColumn(500, { nullable: true })
  reason: string | null = null;

  /** First day it may be used, null: always. */
  @DateOnlyColumn({ nullable: true })
  validFrom: string | null = null;

  /** Last day it may be used, null: no end. */
  @DateOnlyColumn({ nullable: true })
  validTo: string | null = null;

  @BooleanColumn({ default: true })
  active: boolean = true;

  @SearchKey('code', 'name')
  declare readonly searchKey: string;

  @SortKeyOf('code')
  declare readonly codeKey: string;

  @SortKeyOf('name')
  declare readonly nameKey: string;

  /** False for a rate whose category only follows from the rate. */
  isClassified?: boolean;

  @AfterLoad()
  protected classify(): void {
    const stored: TaxCategory | null = this.category;
    this.isClassified = stored !== null;
    this.category = stored ?? categoryOfRate(this.rate);
  }
}
