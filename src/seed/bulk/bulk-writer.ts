import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { JournalEntry } from '../../features/accounting/journal/journal-entry.entity.js';
import { JournalLine } from '../../features/accounting/journal/journal-line.entity.js';
import { JournalTax } from '../../features/accounting/journal/journal-tax.entity.js';
import { Invoice } from '../../features/sales/invoices/invoice.entity.js';
import { InvoiceLine } from '../../features/sales/invoices/invoice-line.entity.js';
import { Payment } from '../../features/sales/invoices/payment.entity.js';
import { dayNumber } from '../../features/sales/receivables/interval-tree.js';
import { Receivable } from '../../features/sales/receivables/receivable.entity.js';
import { receivablesOf } from '../../features/sales/receivables/receivable.rows.js';
import { insertRows } from '../../store/insert-rows.js';
import type { BulkEntry } from './bulk-ledger.js';
import type { BulkSale } from './bulk-sale.js';

const CHANGED_AT_ONCE = 500;

/** Inserts many rows a statement, in an order that the store's triggers allow. */
export class BulkWriter {
  constructor(private readonly manager: EntityManager) {}

  /** Documents are inserted as drafts, because the store refuses any other, and change their status then. */
  async write(sales: readonly BulkSale[], entries: readonly BulkEntry[]): Promise<void> {
    const drafts = sales.map(({ invoice }) => ({ ...invoice, number: null, status: 'draft' as const }));
    await this.insert(Invoice, drafts);
    await this.insert(
      InvoiceLine,
      sales.flatMap(({ lines }) => lines),
    );
    await this.issue(sales.map(({ invoice }) => invoice));
    await this.insert(
      Payment,
      sales.flatMap(({ payment }) => payment ?? []),
    );
    await this.insert(Receivable, sales.flatMap(owedOf));
    await this.post(entries);
  }

  insert<T extends ObjectLiteral>(target: EntityTarget<T>, rows: readonly T[]): Promise<void> {
    return insertRows(this.manager, target, rows);
  }

  private async issue(invoices: readonly Invoice[]): Promise<void> {
    for (const [status, some] of Map.groupBy(invoices, (invoice) => invoice.status)) {
      if (status === 'draft') continue;
      await this.change(Invoice, some, { status, number: () => 'listed_number' });
    }
  }

  private async post(entries: readonly BulkEntry[]): Promise<void> {
    const heads = entries.map(({ entry }) => entry);
    await this.insert(JournalEntry, heads);
    await this.insert(
      JournalLine,
      entries.flatMap(({ lines }) => lines),
    );
    await this.insert(
      JournalTax,
      entries.flatMap(({ taxes }) => taxes),
    );
    await this.change(JournalEntry, heads, { status: 'posted' });
  }

  private async change<T extends ObjectLiteral & { id: string }>(
    target: EntityTarget<T>,
    rows: readonly T[],
    change: object,
  ): Promise<void> {
    for (let at = 0; at < rows.length; at += CHANGED_AT_ONCE) {
      const ids = rows.slice(at, at + CHANGED_AT_ONCE).map(({ id }) => id);
      await this.manager.createQueryBuilder().update(target).set(change).whereInIds(ids).execute();
    }
  }
}

function owedOf({ invoice, payment }: BulkSale): Receivable[] {
  if (invoice.status === 'draft') return [];
  const settlements = payment ? [{ day: dayNumber(payment.receivedOn), amount: payment.amount }] : [];
  return receivablesOf(invoice, settlements);
}
