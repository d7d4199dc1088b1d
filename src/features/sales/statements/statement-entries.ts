import { InjectTenantDataSource } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { exactSum, sumFromStore } from '../../platform.js';
import type { StatementKind } from './customer-statement.dto.js';

/** Whose entries, and at which places; undefined: at all. */
export interface StatementScope {
  customerId: string;
  places: readonly string[] | undefined;
}

/** Amounts are minor units. */
export interface StatementEntry {
  id: string;
  kind: StatementKind;
  date: string;
  number: string | null;
  reference: string | null;
  dueDate: string | null;
  amount: bigint;
}

type Raw = Record<string, string | number | null>;

/**
 * Everything that ever changed what a customer owes, in one shape. A void invoice was owed until that day. Credit that is
 * set against an invoice changes nothing: it was counted when it came. Money that came in before its invoice counted from
 * the invoice on in older versions.
 */
const ENTRIES = `(
  SELECT i.id AS id, CASE WHEN i.opened_on IS NULL THEN 'invoice' ELSE 'open_item' END AS kind,
    COALESCE(i.issue_date, i.opened_on) AS day, COALESCE(i.foreign_number, i.number) AS number, NULL AS reference,
    i.due_date AS due, i.total AS amount, i.location_id AS place
  FROM invoices i WHERE i.customer_id = :customerId AND i.status <> 'draft'
  UNION ALL
  SELECT i.id, 'void', COALESCE(i.voided_on, i.issue_date), COALESCE(i.foreign_number, i.number), NULL, NULL, 0 - i.total, i.location_id
  FROM invoices i WHERE i.customer_id = :customerId AND i.voided_at IS NOT NULL
  UNION ALL
  SELECT p.id, CASE WHEN p.reverses_id IS NULL THEN 'payment' ELSE 'reversal' END,
    CASE WHEN p.deposited OR i.issue_date IS NULL OR p.received_on >= i.issue_date THEN p.received_on
      ELSE i.issue_date END, COALESCE(i.foreign_number, i.number), p.reference, NULL, 0 - p.amount, i.location_id
  FROM invoice_payments p JOIN invoices i ON i.id = p.invoice_id
  WHERE i.customer_id = :customerId AND p.method <> 'credit' AND p.payment_id IS NULL
  UNION ALL
  SELECT m.id, CASE WHEN m.reverses_id IS NULL THEN 'payment' ELSE 'reversal' END, m.received_on, NULL,
    m.reference, NULL, 0 - m.amount, m.location_id
  FROM customer_payments m WHERE m.customer_id = :customerId
  UNION ALL
  SELECT w.id, CASE WHEN w.reverses_id IS NULL THEN 'write_off' ELSE 'write_off_reversal' END, w.written_off_on,
    COALESCE(i.foreign_number, i.number), NULL, NULL, 0 - w.total, i.location_id
  FROM invoice_write_offs w JOIN invoices i ON i.id = w.invoice_id WHERE i.customer_id = :customerId
  UNION ALL
  SELECT n.id, 'credit_note', n.issue_date, n.number, NULL, NULL, 0 - n.total, n.location_id
  FROM credit_notes n WHERE n.customer_id = :customerId
  UNION ALL
  SELECT e.id, 'entry', e.day, e.number, e.memo, NULL, e.amount, e.location_id
  FROM customer_entries e WHERE e.customer_id = :customerId
  UNION ALL
  SELECT r.id, 'refund', r.refunded_on, NULL, r.reference, NULL, r.amount, r.location_id
  FROM customer_refunds r WHERE r.customer_id = :customerId
)`;

// As text: a driver may make a local midnight, and so another day, of a date.
const asDay = (column: string): string => `CAST(${column} AS CHAR(10))`;

/** Reads the entries of statements; sums are made by the store. */
@Injectable()
export class StatementEntries {
  constructor(@InjectTenantDataSource() private readonly store: DataSource) {}

  async sumBefore(day: string, scope: StatementScope): Promise<bigint> {
    const row = await this.of(scope)
      .select(exactSum('entry.amount'), 'sum')
      .andWhere('entry.day < :day', { day })
      .getRawOne<Raw>();
    return sumFromStore(row?.['sum']);
  }

  /** In the order of their days, on a day in the order they were made; at most `limit`. */
  async between(
    { from, to, limit }: { from: string; to: string; limit: number },
    scope: StatementScope,
  ): Promise<StatementEntry[]> {
    const rows = await this.of(scope)
      .select('entry.id', 'id')
      .addSelect('entry.kind', 'kind')
      .addSelect(asDay('entry.day'), 'day')
      .addSelect('entry.number', 'number')
      .addSelect('entry.reference', 'reference')
      .addSelect(asDay('entry.due'), 'due')
      .addSelect('entry.amount', 'amount')
      .andWhere('entry.day BETWEEN :from AND :to', { from, to })
      .orderBy('entry.day')
      .addOrderBy('entry.id')
      .addOrderBy('entry.kind')
      .limit(limit)
      .getRawMany<Raw>();
    return rows.map(entryOf);
  }

  private of({ customerId, places }: StatementScope): SelectQueryBuilder<object> {
    const builder = this.store
      .createQueryBuilder()
      .from<object>(ENTRIES, 'entry')
      .where('1 = 1')
      .setParameters({ customerId });
    return places ? builder.andWhere('entry.place IN (:...places)', { places: [...places] }) : builder;
  }
}

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const entryOf = (row: Raw): StatementEntry => ({
  id: String(row['id']),
  kind: String(row['kind']) as StatementKind,
  date: String(row['day']),
  number: textOf(row['number']),
  reference: textOf(row['reference']),
  dueDate: textOf(row['due']),
  amount: sumFromStore(row['amount']),
});
