import { MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { TaxCategory } from './tax-category.js';
import type { TaxDirection } from './journal-tax.entity.js';

/** What an entry adds to the tax report for one rate, or for what has none; negative when it takes something back. */
@Entity('journal_tax_parts')
export class JournalTaxPart extends StoredEntity {
  @UuidColumn()
  entryId: string;

  @TextColumn(10)
  direction: TaxDirection;

  @UuidColumn({ nullable: true })
  taxRateId: string | null = null;

  @TextColumn(20)
  category: TaxCategory;

  @MoneyColumn()
  net: number;

  @MoneyColumn()
  tax: number;
}
