import { MoneyColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { TaxDirection } from './journal-tax.entity.js';
import type { TaxCategory } from './tax-category.js';
import type { Grain } from '../../platform.js';

/** Net and tax of one rate and category at a place in a day, a month or a year. */
@Entity('tax_category_balances')
export class TaxCategoryBalance extends StoredEntity {
  @TextColumn(5)
  grain: Grain;

  @TextColumn(10)
  bucket: string;

  @TextColumn(10)
  direction: TaxDirection;

  /** Id of the tax rate; empty for none, because a unique key counts every NULL as another value. */
  @TextColumn(36, { default: '' })
  rateKey: string = '';

  @TextColumn(20)
  category: TaxCategory;

  /** Id of the location; empty for none. */
  @TextColumn(36, { default: '' })
  locationKey: string = '';

  @MoneyColumn({ default: 0 })
  net: number = 0;

  @MoneyColumn({ default: 0 })
  tax: number = 0;
}
