import type { JournalEntry } from '../../features/accounting/rows/journal-entry.entity.js';
import type { JournalLine } from '../../features/accounting/rows/journal-line.entity.js';
import type { JournalTaxPart } from '../../features/accounting/rows/journal-tax-part.entity.js';
import { bucketsOf } from '../../kernel/sums/buckets.js';
import { LedgerBalance } from '../../features/accounting/rows/ledger-balance.entity.js';
import { TaxCategoryBalance } from '../../features/accounting/rows/tax-category-balance.entity.js';

/** The kept sums of reports, added up in memory and inserted once. */
export class BulkBalances {
  private readonly ledgerRows = new Map<string, LedgerBalance>();
  private readonly taxRows = new Map<string, TaxCategoryBalance>();

  get ledger(): LedgerBalance[] {
    return [...this.ledgerRows.values()];
  }

  get taxes(): TaxCategoryBalance[] {
    return [...this.taxRows.values()];
  }

  add(
    { date, locationId }: JournalEntry,
    lines: readonly JournalLine[],
    taxes: readonly JournalTaxPart[],
  ): void {
    const locationKey = locationId ?? '';
    for (const bucket of bucketsOf(date)) {
      for (const { accountId, debit, credit } of lines) {
        const key = { ...bucket, accountId, locationKey };
        const row = rowOf(this.ledgerRows, LedgerBalance, key);
        row.debit += debit;
        row.credit += credit;
      }
      for (const { direction, taxRateId, category, net, tax } of taxes) {
        const key = { ...bucket, direction, rateKey: taxRateId ?? '', category, locationKey };
        const row = rowOf(this.taxRows, TaxCategoryBalance, key);
        row.net += net;
        row.tax += tax;
      }
    }
  }
}

function rowOf<T extends object>(rows: Map<string, T>, type: new () => T, key: Partial<T>): T {
  const name = Object.values(key).join('/');
  const found = rows.get(name);
  if (found) return found;
  const made = Object.assign(new type(), key);
  rows.set(name, made);
  return made;
}
