import { Injectable } from '@nestjs/common';
import { addUp, shiftDay } from '../../platform.js';
import { AccountService } from '../chart/account.service.js';
import type { AccountRole } from '../rows/account.entity.js';
import { LedgerSums, type Range } from '../posting/ledger-sums.js';
import { ReportScopeService } from '../rows/report-scope.service.js';
import type { BalanceSheetDto, CashReportDto, ProfitAndLossDto, TrialBalanceDto } from './report.dto.js';
import type { BalanceSheetQuery, ReportQuery } from '../rows/report-query.dto.js';
import { type AccountTurnover, balanceSheet, profitAndLoss, trialBalance } from './statements.js';

const MONEY: ReadonlySet<AccountRole | null> = new Set(['cash', 'bank', 'card']);

/** The statements that are made of account balances. */
@Injectable()
export class StatementService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly sums: LedgerSums,
    private readonly accounts: AccountService,
  ) {}

  async trialBalance(query: ReportQuery): Promise<TrialBalanceDto> {
    const { from, to, locationIds, money } = await this.scopes.read(query);
    const turnovers = await this.turnovers({ from, to, locationIds });
    return { from: from ?? null, to, ...trialBalance(turnovers, money) };
  }

  async profitAndLoss(query: ReportQuery): Promise<ProfitAndLossDto> {
    const { since: from, to, locationIds, money } = await this.scopes.read(query);
    const turnovers = await this.turnovers({ from, to, locationIds, regularOnly: true });
    return { from, to, ...profitAndLoss(turnovers, money) };
  }

  async balanceSheet({ asOf, to = asOf, locationId }: BalanceSheetQuery): Promise<BalanceSheetDto> {
    const { to: last, locationIds, money } = await this.scopes.read({ to, locationId });
    return { asOf: last, ...balanceSheet(await this.turnovers({ to: last, locationIds }), money) };
  }

  /** Cash, bank and card accounts: what there was, what came and went, what is left. */
  async cash(query: ReportQuery): Promise<CashReportDto> {
    const { since: from, to, locationIds, money } = await this.scopes.read(query);
    const before = await this.sums.byAccount({ to: shiftDay(from, -1), locationIds });
    const within = await this.sums.byAccount({ from, to, locationIds });
    const accounts = [...(await this.accounts.all()).values()].filter(({ role }) => MONEY.has(role));
    const rows = accounts.map(({ id: accountId, code, name }) => {
      const old = before.find((row) => row.accountId === accountId);
      const { debit = 0n, credit = 0n } = within.find((row) => row.accountId === accountId) ?? {};
      const opening = (old?.debit ?? 0n) - (old?.credit ?? 0n);
      return {
        accountId,
        code,
        name,
        opening,
        received: debit,
        paid: credit,
        closing: opening + debit - credit,
      };
    });
    return {
      from,
      to,
      rows: rows.map((row) => ({
        ...row,
        opening: money(row.opening),
        received: money(row.received),
        paid: money(row.paid),
        closing: money(row.closing),
      })),
      totalClosing: money(addUp(rows.map(({ closing }) => closing))),
    };
  }

  /** In the order of the accounts' codes. */
  private async turnovers(range: Range): Promise<AccountTurnover[]> {
    const sums = new Map((await this.sums.byAccount(range)).map((row) => [row.accountId, row]));
    return [...(await this.accounts.all()).values()].flatMap((account) => {
      const row = sums.get(account.id);
      return row ? [{ account, debit: row.debit, credit: row.credit }] : [];
    });
  }
}
