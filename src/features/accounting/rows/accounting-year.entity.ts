import { InstantColumn, IntColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** A calendar year of the books. Whoever posts into it holds its row until the transaction ends. */
@Entity('accounting_years')
export class AccountingYear extends StoredEntity {
  @IntColumn()
  year: number;

  /** The journal number given out last. */
  @IntColumn({ default: 0 })
  lastNumber: number = 0;

  @TextColumn(10, { default: 'open' })
  status: 'open' | 'closed' = 'open';

  @InstantColumn({ nullable: true })
  closedAt: Date | null = null;

  @TextColumn(320, { nullable: true })
  closedBy: string | null = null;
}
