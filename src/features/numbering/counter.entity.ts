import { DateOnlyColumn, IntColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/**
 * How far a series of numbers has come: whoever takes the next one holds the row until its transaction ends. The table
 * has the name of the feature that had the first series.
 */
@Entity('sales_counters')
export class Counter extends StoredEntity {
  /** `customer`, or `invoice-2026`. */
  @TextColumn(60)
  name: string;

  /** The number given out last. */
  @IntColumn({ default: 0 })
  value: number = 0;

  /** Issue date of the document that took it, for series that go by date. */
  @DateOnlyColumn({ nullable: true })
  lastDate: string | null = null;
}
