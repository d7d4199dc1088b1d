import type { StreamableFile } from '@nestjs/common';
import { type CsvColumns, csvFile } from '../../platform.js';
import type {
  BalanceSheetDto,
  CashReportDto,
  LocationPerformanceDto,
  ProfitAndLossDto,
  StatementRow,
  TaxReportDto,
  TaxReportRow,
  TrialBalanceDto,
} from './report.dto.js';

/** Reports are short: their rows are one page. */
const file = <T>(name: string, rows: T[], columns: CsvColumns<T>): StreamableFile =>
  csvFile({ name, columns, page: () => Promise.resolve({ items: rows, nextCursor: null }) });

type SectionRow = StatementRow & { section: string };

const section = (name: string, rows: readonly StatementRow[]): SectionRow[] =>
  rows.map((row) => Object.assign({ section: name }, row));

const STATEMENT: CsvColumns<SectionRow> = {
  section: (row) => row.section,
  code: (row) => row.code,
  name: (row) => row.name,
  amount: (row) => row.amount,
};

export const trialBalanceFile = ({ rows }: TrialBalanceDto): StreamableFile =>
  file('trial-balance', rows, {
    code: (row) => row.code,
    name: (row) => row.name,
    type: (row) => row.type,
    debit: (row) => row.debit,
    credit: (row) => row.credit,
    balance: (row) => row.balance,
  });

export const profitAndLossFile = ({ income, expenses }: ProfitAndLossDto): StreamableFile =>
  file('profit-and-loss', [...section('income', income), ...section('expenses', expenses)], STATEMENT);

export const balanceSheetFile = ({ assets, liabilities, equity }: BalanceSheetDto): StreamableFile =>
  file(
    'balance-sheet',
    [...section('assets', assets), ...section('liabilities', liabilities), ...section('equity', equity)],
    STATEMENT,
  );

export const taxFile = ({ sales, purchases, corrections }: TaxReportDto): StreamableFile => {
  const side = (name: string, rows: readonly TaxReportRow[]) =>
    rows.map((row) => Object.assign({ side: name }, row));
  const corrected = corrections.map(({ direction, tax }) => ({
    side: `${direction}s`,
    code: '',
    rate: '',
    category: 'correction',
    net: '',
    tax,
  }));
  return file('tax', [...side('sales', sales), ...side('purchases', purchases), ...corrected], {
    side: (row) => row.side,
    code: (row) => row.code,
    rate: (row) => row.rate,
    category: (row) => row.category,
    net: (row) => row.net,
    tax: (row) => row.tax,
  });
};

export const locationPerformanceFile = ({ rows }: LocationPerformanceDto): StreamableFile =>
  file('location-performance', rows, {
    code: (row) => row.code,
    name: (row) => row.name,
    sales: (row) => row.sales,
    expenses: (row) => row.expenses,
    margin: (row) => row.margin,
    subtreeSales: (row) => row.subtree.sales,
    subtreeExpenses: (row) => row.subtree.expenses,
    subtreeMargin: (row) => row.subtree.margin,
  });

export const cashFile = ({ rows }: CashReportDto): StreamableFile =>
  file('cash', rows, {
    code: (row) => row.code,
    name: (row) => row.name,
    opening: (row) => row.opening,
    received: (row) => row.received,
    paid: (row) => row.paid,
    closing: (row) => row.closing,
  });
