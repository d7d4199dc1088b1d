import { addUp } from '../../platform.js';
import { type Account, type AccountType, growsOnDebit } from '../rows/account.entity.js';
import type { BalanceSheetDto, ProfitAndLossDto, StatementRow, TrialBalanceDto } from './report.dto.js';

type Money = (minor: bigint) => string;

/** An account with what was posted to it, in minor units. */
export interface AccountTurnover {
  account: Pick<Account, 'id' | 'code' | 'name' | 'type'>;
  debit: bigint;
  credit: bigint;
}

/** The balance on the side the account grows on. */
const grown = ({ account, debit, credit }: AccountTurnover): bigint =>
  growsOnDebit(account.type) ? debit - credit : credit - debit;

const ofType = (turnovers: readonly AccountTurnover[], type: AccountType): AccountTurnover[] =>
  turnovers.filter(({ account }) => account.type === type);

const totalOf = (turnovers: readonly AccountTurnover[], type: AccountType): bigint =>
  addUp(ofType(turnovers, type).map(grown));

/** The rows of a type whose balance isn't zero. */
const rowsOf = (turnovers: readonly AccountTurnover[], type: AccountType, money: Money): StatementRow[] =>
  ofType(turnovers, type)
    .filter((turnover) => grown(turnover) !== 0n)
    .map((turnover) => {
      const { id: accountId, code, name } = turnover.account;
      return { accountId, code, name, amount: money(grown(turnover)) };
    });

export const trialBalance = (
  turnovers: readonly AccountTurnover[],
  money: Money,
): Omit<TrialBalanceDto, 'from' | 'to'> => ({
  rows: turnovers.map(({ account: { id: accountId, code, name, type }, debit, credit }) => ({
    accountId,
    code,
    name,
    type,
    debit: money(debit),
    credit: money(credit),
    balance: money(debit - credit),
  })),
  totalDebit: money(addUp(turnovers.map(({ debit }) => debit))),
  totalCredit: money(addUp(turnovers.map(({ credit }) => credit))),
});

export function profitAndLoss(
  turnovers: readonly AccountTurnover[],
  money: Money,
): Omit<ProfitAndLossDto, 'from' | 'to'> {
  const [income, expenses] = [totalOf(turnovers, 'income'), totalOf(turnovers, 'expense')];
  return {
    income: rowsOf(turnovers, 'income', money),
    expenses: rowsOf(turnovers, 'expense', money),
    totalIncome: money(income),
    totalExpenses: money(expenses),
    netProfit: money(income - expenses),
  };
}

/** Turnovers since the books began. What income and expenses have left is equity that isn't booked there yet. */
export function balanceSheet(
  turnovers: readonly AccountTurnover[],
  money: Money,
): Omit<BalanceSheetDto, 'asOf'> {
  const result = totalOf(turnovers, 'income') - totalOf(turnovers, 'expense');
  const running = { accountId: null, code: '', name: 'Running result', amount: money(result) };
  return {
    assets: rowsOf(turnovers, 'asset', money),
    liabilities: rowsOf(turnovers, 'liability', money),
    equity: [...rowsOf(turnovers, 'equity', money), ...(result === 0n ? [] : [running])],
    totalAssets: money(totalOf(turnovers, 'asset')),
    totalLiabilities: money(totalOf(turnovers, 'liability')),
    totalEquity: money(totalOf(turnovers, 'equity') + result),
  };
}
