import { BooleanColumn, IntColumn, JsonColumn, StoredEntity, TextColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';
import type { Branding, LegalData } from './company.js';

/** The one row of a tenant's store that says who the company is. */
@Entity('company_settings')
export class CompanySettings extends StoredEntity {
  /** Always 1, and unique: there can be no second row. */
  @IntColumn({ default: 1 })
  singleton: number = 1;

  @TextColumn(200)
  name: string;

  @TextColumn(3)
  currency: string;

  /** True once something is posted: amounts in minor units mean nothing in another currency. */
  @BooleanColumn({ default: false })
  currencyFixed: boolean = false;

  @TextColumn(64)
  timeZone: string;

  /** ISO 3166-1, two capitals. */
  @TextColumn(2, { nullable: true })
  country: string | null = null;

  /** Whether the prices of new invoices include the tax. */
  @BooleanColumn({ default: false })
  pricesIncludeTax: boolean = false;

  /** How many days after today documents may be dated. */
  @IntColumn({ default: 0 })
  issueDaysAhead: number = 0;

  @JsonColumn()
  branding: Branding = {};

  @JsonColumn()
  legal: LegalData = {};
}
