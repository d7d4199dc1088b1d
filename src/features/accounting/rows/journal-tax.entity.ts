import { MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

export type TaxDirection = 'sale' | 'purchase';

/** What an entry adds to the tax report; negative when it takes something back. */
@Entity('journal_taxes')
export class JournalTax extends StoredEntity {
  @UuidColumn()
  entryId: string;

  @TextColumn(10)
  direction: TaxDirection;

  @UuidColumn()
  taxRateId: string;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;
}
