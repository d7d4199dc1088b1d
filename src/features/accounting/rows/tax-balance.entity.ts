import { MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { TaxDirection } from './journal-tax.entity.js';
import type { Grain } from '../../platform.js';

/** Net and tax of one rate at a place in a day, a month or a year. */
@Entity('tax_balances')
export class TaxBalance extends StoredEntity {
  @TextColumn(5)
  grain: Grain;

  @TextColumn(10)
  bucket: string;

  @TextColumn(10)
  direction: TaxDirection;

  @UuidColumn()
  taxRateId: string;

  /** Id of the location; empty for none. */
  @TextColumn(36, { default: '' })
  locationKey: string = '';

  @MoneyColumn({ default: 0 })
  net: number = 0;

  @MoneyColumn({ default: 0 })
  tax: number = 0;
}
