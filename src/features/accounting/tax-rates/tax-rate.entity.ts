import { BooleanColumn, DateOnlyColumn, DecimalColumn4, StoredEntity, TextColumn } from '@app/tenancy';
import { Entity } from 'typeorm';

/** A rate of sales tax, as a fraction: "0.2000" is 20 %. */
@Entity('tax_rates')
export class TaxRate extends StoredEntity {
  @TextColumn(40)
  code: string;

  @TextColumn(200)
  name: string;

  @DecimalColumn4()
  rate: string;

  /** First day it may be used, null: always. */
  @DateOnlyColumn({ nullable: true })
  validFrom: string | null = null;

  /** Last day it may be used, null: no end. */
  @DateOnlyColumn({ nullable: true })
  validTo: string | null = null;

  @BooleanColumn({ default: true })
  active: boolean = true;
}
