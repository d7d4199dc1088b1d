import { IntColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { SalesGrain } from './signed-runs.js';

export type SalesDimension = 'all' | 'customer' | 'product';

/** The subject of `all`, and the product of a line without one: a unique key counts every NULL as another value. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Where it doesn't matter: kept by customer and by product, who would otherwise be read once for each place. */
export const EVERYWHERE = '*';

/**
 * What was sold at a place in a month or a year, less what was credited: to a customer, of a product, or
 * altogether; altogether for each day as well, over all places for quarters, halves and, of products, dekads.
 */
@Entity('sales_balances')
export class SalesBalance extends StoredEntity {
  /** `built` is the mark of a store whose sums have been begun. */
  @TextColumn(7)
  grain: SalesGrain | 'built';

  /** `2026-03-14`, `2026-03-1`, `2026-03`, `2026-Q1`, `2026-H1` or `2026` */
  @TextColumn(10)
  bucket: string;

  @TextColumn(10)
  dimension: SalesDimension;

  @UuidColumn()
  subjectId: string = NOBODY;

  /** Id of the location; empty for none, EVERYWHERE for the sum of all. */
  @TextColumn(36, { default: '' })
  locationKey: string = '';

  /** Invoices that were issued, less those that were voided; a credit note is none. */
  @IntColumn({ default: 0 })
  invoices: number = 0;

  @MoneyColumn({ default: 0 })
  net: number = 0;

  @MoneyColumn({ default: 0 })
  tax: number = 0;

  @MoneyColumn({ default: 0 })
  total: number = 0;
}
