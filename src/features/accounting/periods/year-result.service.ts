import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { IsNull, Repository } from 'typeorm';
import { addUp, amountOf } from '../../platform.js';
import { AccountService } from '../chart/account.service.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { type EntryLine, onSide } from '../rows/entry-lines.js';
import { type AccountSum, LedgerSums } from '../posting/ledger-sums.js';
import { LedgerService } from '../posting/ledger.service.js';

/** Carries the result of a year to retained earnings, place by place, and back again. */
@Injectable()
export class YearResultService {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly accounts: AccountService,
    private readonly sums: LedgerSums,
    private readonly ledger: LedgerService,
  ) {}

  /** Empties the income and expense accounts on the last day of the year; posts nothing when they are empty. */
  async carryForward(year: number): Promise<void> {
    const accounts = await this.accounts.all();
    const sums = await this.sums.byAccountAndLocation({ from: `${year}-01-01`, to: `${year}-12-31` });
    const results = sums.filter(({ accountId }) => isResult(accounts.get(accountId)?.type));
    const retained = (await this.accounts.byRole()).get('retained_earnings') ?? '';
    const lines = [...Map.groupBy(results, ({ locationId }) => locationId)].flatMap(([locationId, rows]) =>
      closingLines(rows, { accountId: retained, locationId }),
    );
    if (lines.length === 0) return;
    await this.ledger.post({
      date: `${year}-12-31`,
      memo: `Closing of ${year}`,
      source: 'year_closed',
      layer: 'closing',
      locationId: null,
      lines,
    });
  }

  /** Takes back the entry that closed the year, if there was anything to close. */
  async takeBack(year: number): Promise<void> {
    const date = `${year}-12-31`;
    const reversed = this.entries
      .createQueryBuilder('reversal')
      .select('1')
      .where('reversal.reversesId = entry.id')
      .getQuery();
    const entry = await this.entries
      .createQueryBuilder('entry')
      .where({ source: 'year_closed', date, reversesId: IsNull() })
      .andWhere(`NOT EXISTS (${reversed})`)
      .getOne();
    if (!entry) return;
    await this.ledger.reverse(entry, { date, memo: `Reopening of ${year}`, source: 'year_reopened' });
  }
}

const isResult = (type: string | undefined): boolean => type === 'income' || type === 'expense';

/** What brings each account to zero, and the difference to retained earnings. */
function closingLines(
  rows: readonly AccountSum[],
  target: Pick<EntryLine, 'accountId' | 'locationId'>,
): EntryLine[] {
  const open = rows.filter(({ debit, credit }) => debit !== credit);
  const lines = open.map(({ accountId, debit, credit }) => ({
    accountId,
    locationId: target.locationId,
    ...onSide('credit', amountOf(debit - credit)),
  }));
  const result = addUp(open.map(({ debit, credit }) => credit - debit));
  return result === 0n ? lines : [...lines, { ...target, ...onSide('credit', amountOf(result)) }];
}
