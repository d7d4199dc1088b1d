import type { StreamableFile } from '@nestjs/common';
import { csvSheet, rowsFile } from '../../platform.js';
import type {
  BalanceSheetDto,
  CashReportDto,
  CashRow,
  LocationPerformanceDto,
  LocationPerformanceRow,
  ProfitAndLossDto,
  StatementRow,
  TaxReportDto,
  TaxReportRow,
  TrialBalanceDto,
  TrialBalanceRow,
} from './report.dto.js';

type SectionRow = StatementRow & { section: string };

const section = (name: string, rows: readonly StatementRow[]): SectionRow[] =>
  rows.map((row) => Object.assign({ section: name }, row));

const statementSheet = (name: string) =>
  csvSheet<SectionRow>(name, {
    section: true,
    code: true,
    name: true,
    amount: true,
    accountId: false,
  });

const TRIAL_BALANCE = csvSheet<TrialBalanceRow>('trial-balance', {
  code: true,
  name: true,
  type: true,
  debit: true,
  credit: true,
  balance: true,
  accountId: false,
});

export const trialBalanceFile = ({ rows }: TrialBalanceDto): StreamableFile => rowsFile(TRIAL_BALANCE, rows);

export const profitAndLossFile = ({ income, expenses }: ProfitAndLossDto): StreamableFile =>
  rowsFile(statementSheet('profit-and-loss'), [
    ...section('income', income),
    ...section('expenses', expenses),
  ]);

export const balanceSheetFile = ({ assets, liabilities, equity }: BalanceSheetDto): StreamableFile =>
  rowsFile(statementSheet('balance-sheet'), [
    ...section('assets', assets),
    ...section('liabilities', liabilities),
    ...section('equity', equity),
  ]);

interface TaxFileRow extends Omit<TaxReportRow, 'taxRateId' | 'category'> {
  side: string;
  category: TaxReportRow['category'] | 'correction';
}

const TAX = csvSheet<TaxFileRow>('tax', {
  side: true,
  code: true,
  rate: true,
  category: true,
  net: true,
  tax: true,
});

export const taxFile = ({ sales, purchases, corrections }: TaxReportDto): StreamableFile => {
  const side = (name: string, rows: readonly TaxReportRow[]): TaxFileRow[] =>
    rows.map((row) => Object.assign({ side: name }, row));
  const corrected = corrections.map(({ direction, tax }): TaxFileRow => ({
    side: `${direction}s`,
    code: '',
    rate: '',
    category: 'correction',
    net: '',
    tax,
  }));
  return rowsFile(TAX, [...side('sales', sales), ...side('purchases', purchases), ...corrected]);
};

const PERFORMANCE = csvSheet<LocationPerformanceRow>('location-performance', {
  code: true,
  name: true,
  sales: true,
  expenses: true,
  margin: true,
  subtreeSales: (row) => row.subtree.sales,
  subtreeExpenses: (row) => row.subtree.expenses,
  subtreeMargin: (row) => row.subtree.margin,
  locationId: false,
  subtree: false,
});

export const locationPerformanceFile = ({ rows }: LocationPerformanceDto): StreamableFile =>
  rowsFile(PERFORMANCE, rows);

const CASH = csvSheet<CashRow>('cash', {
  code: true,
  name: true,
  opening: true,
  received: true,
  paid: true,
  closing: true,
  accountId: false,
});

export const cashFile = ({ rows }: CashReportDto): StreamableFile => rowsFile(CASH, rows);
