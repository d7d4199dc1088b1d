import { DateOnlyColumn, IntColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A series of numbers without gaps: whoever takes the next one holds the row until its transaction ends. */
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
