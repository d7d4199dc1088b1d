import type { TaxCategory } from '../rows/tax-category.js';
import type { TaxDirection } from '../rows/journal-tax.entity.js';
import type { AccountType } from '../rows/account.entity.js';

export class TrialBalanceRow {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  accountId: string;
  /** @example "1100" */
  code: string;
  /** @example "Accounts receivable" */
  name: string;
  /** @example "asset" */
  type: AccountType;
  /** Sum of the debits. @example "120.00" */
  debit: string;
  /** Sum of the credits. @example "50.00" */
  credit: string;
  /** Debits less credits: all of them together are zero. @example "70.00" */
  balance: string;
}

export class TrialBalanceDto {
  /** @example null */
  from: string | null;
  /** @example "2026-12-31" */
  to: string;
  rows: TrialBalanceRow[];
  /** @example "120.00" */
  totalDebit: string;
  /** @example "120.00" */
  totalCredit: string;
}

export class StatementRow {
  /** Null for the running result. */
  accountId: string | null;
  /** @example "4100" */
  code: string;
  /** @example "Sales" */
  name: string;
  /** @example "100.00" */
  amount: string;
}

export class ProfitAndLossDto {
  /** @example "2026-01-01" */
  from: string;
  /** @example "2026-12-31" */
  to: string;
  income: StatementRow[];
  expenses: StatementRow[];
  /** @example "100.00" */
  totalIncome: string;
  /** @example "40.00" */
  totalExpenses: string;
  /** @example "60.00" */
  netProfit: string;
}

export class BalanceSheetDto {
  /** @example "2026-12-31" */
  asOf: string;
  assets: StatementRow[];
  liabilities: StatementRow[];
  /** With the running result as its last row. */
  equity: StatementRow[];
  /** @example "160.00" */
  totalAssets: string;
  /** @example "60.00" */
  totalLiabilities: string;
  /** Liabilities and equity together are the assets. @example "100.00" */
  totalEquity: string;
}

export class TaxReportRow {
  /** Null for what has no rate. @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  taxRateId: string | null;
  /** Empty for what has no rate. @example "VAT20" */
  code: string;
  /** @example "0.2000" */
  rate: string;
  /** @example "standard" */
  category: TaxCategory;
  /** @example "100.00" */
  net: string;
  /** @example "20.00" */
  tax: string;
}

/** What entries by hand moved on the tax accounts. */
export class TaxCorrection {
  /** @example "sale" */
  direction: TaxDirection;
  /** Negative: less tax. @example "-5.00" */
  tax: string;
}

export class TaxReportDto {
  /** @example "2026-01-01" */
  from: string;
  /** @example "2026-12-31" */
  to: string;
  sales: TaxReportRow[];
  purchases: TaxReportRow[];
  /** What moved on the tax accounts without a document: corrections and payments by journal. Empty: nothing. */
  corrections: TaxCorrection[];
  /** With the corrections. @example "20.00" */
  taxOnSales: string;
  /** With the corrections. @example "8.00" */
  taxOnPurchases: string;
  /**
   * What is owed to the tax office, as the tax accounts moved; negative: what it owes.
   * @example "12.00"
   */
  netDue: string;
}

export class PlaceResult {
  /** @example "100.00" */
  sales: string;
  /** @example "40.00" */
  expenses: string;
  /** @example "60.00" */
  margin: string;
}

export class LocationPerformanceRow extends PlaceResult {
  /** Null for what was booked without a place. */
  locationId: string | null;
  /** @example "MAIN" */
  code: string;
  /** @example "Main" */
  name: string;
  /** With all places below it. */
  subtree: PlaceResult;
}

export class LocationPerformanceDto {
  /** @example "2026-01-01" */
  from: string;
  /** @example "2026-12-31" */
  to: string;
  rows: LocationPerformanceRow[];
}

export class CashRow {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  accountId: string;
  /** @example "1020" */
  code: string;
  /** @example "Bank" */
  name: string;
  /** @example "0.00" */
  opening: string;
  /** @example "120.00" */
  received: string;
  /** @example "40.00" */
  paid: string;
  /** @example "80.00" */
  closing: string;
}

export class CashReportDto {
  /** @example "2026-01-01" */
  from: string;
  /** @example "2026-12-31" */
  to: string;
  rows: CashRow[];
  /** @example "80.00" */
  totalClosing: string;
}
