import { DateOnlyColumn, MoneyColumn, StoredEntity, TextColumn, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/** What of an invoice nobody will pay any more; with `reversesId`, the taking back of one such row. Never changed. */
@Entity('invoice_write_offs')
export class WriteOff extends StoredEntity {
  @UuidColumn()
  invoiceId: string;

  @DateOnlyColumn()
  writtenOffOn: string;

  @TextColumn(500)
  reason: string;

  // Below zero when it takes another one back.

  /** The expense. */
  @MoneyColumn()
  net: number;

  /** What the tax office gives back. */
  @MoneyColumn()
  tax: number;

  @MoneyColumn()
  total: number;

  /** The write-off this one takes back. Unique: each is taken back once. */
  @UuidColumn({ nullable: true })
  reversesId: string | null = null;
}
