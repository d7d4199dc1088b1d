import { MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { EntryLayer } from './journal-entry.entity.js';
import type { Grain } from '../../platform.js';

/** What was posted to an account at a place in a day, a month or a year. */
@Entity('ledger_balances')
export class LedgerBalance extends StoredEntity {
  @TextColumn(5)
  grain: Grain;

  /** `2026-03-14`, `2026-03` or `2026` */
  @TextColumn(10)
  bucket: string;

  @UuidColumn()
  accountId: string;

  /** Id of the location; empty for none, because a unique key counts every NULL as another value. */
  @TextColumn(36, { default: '' })
  locationKey: string = '';

  @TextColumn(10, { default: 'regular' })
  layer: EntryLayer = 'regular';

  @MoneyColumn({ default: 0 })
  debit: number = 0;

  @MoneyColumn({ default: 0 })
  credit: number = 0;
}
