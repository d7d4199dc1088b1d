import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import type { JournalEntry } from '../rows/journal-entry.entity.js';
import type { EntryTax } from './journal.store.js';
import { bucketsOf, exact, insertMissing } from '../../platform.js';
import type { EntryLine } from '../rows/entry-lines.js';
import { LedgerBalance } from '../rows/ledger-balance.entity.js';
import { TaxCategoryBalance } from '../rows/tax-category-balance.entity.js';

/** Keeps the sums that reports are made of, in the transaction that posts. */
@Injectable()
export class BalanceService {
  constructor(
    @InjectTenantRepository(LedgerBalance) private readonly balances: Repository<LedgerBalance>,
    @InjectTenantRepository(TaxCategoryBalance) private readonly taxes: Repository<TaxCategoryBalance>,
  ) {}

  /** Adds an entry's lines. The year's row is locked by the caller, so nobody else adds to the same sums. */
  async add({ date, layer }: JournalEntry, lines: readonly EntryLine[]): Promise<void> {
    const sums = sumsBy(lines, ({ accountId, locationId }) => `${accountId}/${locationId ?? ''}`);
    const buckets = bucketsOf(date);
    const keys = sums.map(({ accountId, locationId }) => ({
      accountId,
      locationKey: locationId ?? '',
      layer,
    }));
    await insertMissing(
      this.balances,
      keys.flatMap((key) => buckets.map((bucket) => this.balances.create({ ...bucket, ...key }))),
    );
    for (const [index, { debit, credit }] of sums.entries()) {
      await this.balances
        .createQueryBuilder()
        .update()
        .set({ debit: () => 'debit + :debit', credit: () => 'credit + :credit' })
        .where({ ...keys[index], bucket: In(buckets.map(({ bucket }) => bucket)) })
        .setParameters(exact({ debit, credit }))
        .execute();
    }
  }

  /** Adds what an entry means to the tax report. */
  async addTaxes({ date, locationId }: JournalEntry, taxes: readonly EntryTax[]): Promise<void> {
    if (taxes.length === 0) return;
    const buckets = bucketsOf(date);
    const keys = taxes.map(({ direction, taxRateId, category }) => ({
      direction,
      rateKey: taxRateId ?? '',
      category,
      locationKey: locationId ?? '',
    }));
    await insertMissing(
      this.taxes,
      keys.flatMap((key) => buckets.map((bucket) => this.taxes.create({ ...bucket, ...key }))),
    );
    for (const [index, { net, tax }] of taxes.entries()) {
      await this.taxes
        .createQueryBuilder()
        .update()
        .set({ net: () => 'net + :net', tax: () => 'tax + :tax' })
        .where({ ...keys[index], bucket: In(buckets.map(({ bucket }) => bucket)) })
        .setParameters(exact({ net, tax }))
        .execute();
    }
  }
}

/** One sum per key: an update per line would write the same row twice. */
function sumsBy<T extends { debit: number; credit: number }>(
  lines: readonly T[],
  keyOf: (line: T) => string,
): T[] {
  const sums = new Map<string, T>();
  for (const line of lines) {
    const sum = sums.get(keyOf(line));
    if (!sum) sums.set(keyOf(line), { ...line });
    else Object.assign(sum, { debit: sum.debit + line.debit, credit: sum.credit + line.credit });
  }
  return [...sums.values()];
}
