import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { addUp, exactSum, keysetPage, shiftDay, type SortKey, sumFromStore } from '../../platform.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { JournalLine } from '../rows/journal-line.entity.js';
import { LedgerSums } from '../posting/ledger-sums.js';
import { type ReportScope, ReportScopeService } from '../rows/report-scope.service.js';
import type { AccountLedgerDto, LedgerQuery, LedgerRow } from './account-ledger.dto.js';
import { ChartService } from '../chart/chart.service.js';

const BY_DAY: readonly SortKey[] = [{ column: 'date', direction: 'ASC' }];
/** Later than every day that can be posted to. */
const LAST_DAY = '9999-12-31';

/** Every line of one account with the balance it leads to. */
@Injectable()
export class AccountLedger {
  constructor(
    @InjectTenantRepository(JournalLine) private readonly lines: Repository<JournalLine>,
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly chart: ChartService,
    private readonly scopes: ReportScopeService,
    private readonly sums: LedgerSums,
  ) {}

  async page(id: string, query: LedgerQuery): Promise<AccountLedgerDto> {
    const account = await this.chart.get(id);
    const { from, to, locationId } = query;
    const scope = await this.scopes.read({ from, locationId, to: to ?? LAST_DAY });
    const { items: lines, nextCursor } = await keysetPage(this.linesOf(id, scope), { query, sort: BY_DAY });
    const opening = await this.before(id, scope, lines[0]);
    const items = await this.rows(lines, opening, scope.money);
    return {
      accountId: id,
      code: account.code,
      name: account.name,
      from: from ?? null,
      to: to ?? null,
      opening: scope.money(opening),
      closing: items.at(-1)?.balance ?? scope.money(opening),
      items,
      nextCursor,
    };
  }

  private linesOf(accountId: string, { from, to, locationIds }: ReportScope) {
    const builder = this.lines.createQueryBuilder('line').where('line.accountId = :accountId', { accountId });
    if (from !== undefined) builder.andWhere('line.date >= :from', { from });
    builder.andWhere('line.date <= :to', { to });
    if (locationIds) builder.andWhere('line.locationId IN (:...places)', { places: locationIds });
    return builder;
  }

  /** The balance before a line: whole days by their sums, its own day line by line. */
  private async before(accountId: string, scope: ReportScope, first?: JournalLine): Promise<bigint> {
    const { locationIds } = scope;
    const day = first?.date ?? scope.from;
    if (day === undefined) return 0n;
    const days = await this.sums.byAccount({ to: shiftDay(day, -1), locationIds, accountId });
    const sameDay = first && (await this.sameDayBefore(accountId, scope, first));
    return addUp(days.map(({ debit, credit }) => debit - credit)) + (sameDay ?? 0n);
  }

  private async sameDayBefore(
    accountId: string,
    scope: ReportScope,
    { date, id }: JournalLine,
  ): Promise<bigint> {
    const row = await this.linesOf(accountId, { ...scope, from: date, to: date })
      .andWhere('line.id < :id', { id })
      .select(exactSum('line.debit - line.credit'), 'sum')
      .getRawOne<{ sum: string | number | null }>();
    return sumFromStore(row?.sum);
  }

  private async rows(
    lines: readonly JournalLine[],
    opening: bigint,
    money: ReportScope['money'],
  ): Promise<LedgerRow[]> {
    const found = await this.entries.findBy({ id: In([...new Set(lines.map(({ entryId }) => entryId))]) });
    const entries = new Map(found.map((entry) => [entry.id, entry]));
    let balance = opening;
    return lines.flatMap((line) => {
      const entry = entries.get(line.entryId);
      if (!entry) return [];
      balance += BigInt(line.debit) - BigInt(line.credit);
      const { id, entryId, date, locationId, customerId, vendor } = line;
      const { number, memo, source, sourceId } = entry;
      const amounts = { debit: money(line.debit), credit: money(line.credit), balance: money(balance) };
      const party = { locationId, customerId, vendor };
      return [{ id, entryId, number, date, memo, source, sourceId, ...party, ...amounts }];
    });
  }
}
