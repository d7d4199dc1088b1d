import { setImmediate } from 'node:timers/promises';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { JournalEntry } from '../../features/accounting/rows/journal-entry.entity.js';
import { JournalLine } from '../../features/accounting/rows/journal-line.entity.js';
import { JournalTaxPart } from '../../features/accounting/rows/journal-tax-part.entity.js';
import { Invoice } from '../../features/sales/rows/invoice.entity.js';
import { InvoiceLine } from '../../features/sales/rows/invoice-line.entity.js';
import { Payment } from '../../features/sales/rows/payment.entity.js';
import { dayNumber } from '../../features/sales/kept/interval-tree.js';
import { Receivable } from '../../features/sales/rows/receivable.entity.js';
import { receivablesOf } from '../../features/sales/kept/receivable.rows.js';
import { insertionsOf } from '../../kernel/store/insert-rows.js';
import type { BulkEntry } from './bulk-ledger.js';
import type { BulkSale } from './bulk-sale.js';

const CHANGED_AT_ONCE = 500;

/**
 * Inserts many rows a statement, in an order that the store's triggers allow. One statement runs while the next is made:
 * a method is done when its last one has begun.
 */
export class BulkWriter {
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly manager: EntityManager) {}

  /** Documents are inserted as drafts, because the store refuses any other, and change their status then. */
  async write(sales: readonly BulkSale[], entries: readonly BulkEntry[]): Promise<void> {
    const drafts = sales.map(({ invoice }) =>
      Object.assign(new Invoice(), invoice, { number: null, status: 'draft' as const }),
    );
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

  async insert<T extends ObjectLiteral>(target: EntityTarget<T>, rows: readonly T[]): Promise<void> {
    for (const insertion of insertionsOf(this.manager, target, rows))
      await this.next(() => this.manager.query(...insertion));
  }

  /** When the last statement has ended. */
  async end(): Promise<void> {
    await this.running;
  }

  private async next(run: () => Promise<unknown>): Promise<void> {
    await this.running;
    this.running = run();
    // Whoever waits for it is told, and nobody may be waiting yet.
    this.running.catch(() => undefined);
    // It is on its way to the server before the next one takes the thread.
    await setImmediate();
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
      JournalTaxPart,
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
      const update = this.manager.createQueryBuilder().update(target).set(change).whereInIds(ids);
      await this.next(() => update.execute());
    }
  }
}

function owedOf({ invoice, payment }: BulkSale): Receivable[] {
  if (invoice.status === 'draft') return [];
  const settlements = payment ? [{ day: dayNumber(payment.receivedOn), amount: payment.amount }] : [];
  return receivablesOf(invoice, settlements);
}
