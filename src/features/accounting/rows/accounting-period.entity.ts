import { InstantColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A month that was closed at least once. Months without a row are open. */
@Entity('accounting_periods')
export class AccountingPeriod extends StoredEntity {
  /** `2026-03` */
  @TextColumn(7)
  period: string;

  @TextColumn(10, { default: 'open' })
  status: 'open' | 'closed' = 'open';

  @InstantColumn({ nullable: true })
  closedAt: Date | null = null;

  @TextColumn(320, { nullable: true })
  closedBy: string | null = null;

  @InstantColumn({ nullable: true })
  reopenedAt: Date | null = null;

  @TextColumn(320, { nullable: true })
  reopenedBy: string | null = null;

  @TextColumn(500, { nullable: true })
  reopenReason: string | null = null;
}
