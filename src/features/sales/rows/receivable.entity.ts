import { IntColumn, MoneyColumn, StoredEntity, UuidColumn } from '@tenantry/nest/portable';
import { Entity } from 'typeorm';

/**
 * What was owed of an invoice at the end of each day of a span. Made of its documents, and made anew when they change.
 * Days are numbers, see interval-tree.ts.
 */
@Entity('receivables')
export class Receivable extends StoredEntity {
  /** Or of the line of a journal entry. */
  @UuidColumn()
  invoiceId: string;

  @UuidColumn()
  customerId: string;

  @UuidColumn({ nullable: true })
  locationId: string | null;

  @IntColumn()
  issueDay: number;

  /** Without a due date the last day there is. */
  @IntColumn()
  dueDay: number;

  @IntColumn()
  firstDay: number;

  @IntColumn()
  lastDay: number;

  /** Where the span is filed. Zero marks a store whose receivables have been begun. */
  @IntColumn()
  node: number;

  @MoneyColumn()
  owed: number;
}
