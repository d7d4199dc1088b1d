import type { AccountRole, AccountType } from '../rows/account.entity.js';

export interface ChartRow {
  code: string;
  name: string;
  type: AccountType;
  parent?: string;
  role?: AccountRole;
}

const below = (parent: string, type: AccountType, rows: [string, string, AccountRole?][]): ChartRow[] =>
  rows.map(([code, name, role]) => ({ code, name, type, parent, ...(role ? { role } : {}) }));

/** What a small company starts with. Parents come before their children. */
export const DEFAULT_CHART: readonly ChartRow[] = [
  { code: '1000', name: 'Assets', type: 'asset' },
  ...below('1000', 'asset', [
    ['1010', 'Cash', 'cash'],
    ['1020', 'Bank', 'bank'],
    ['1030', 'Card payments', 'card'],
    ['1100', 'Accounts receivable', 'receivable'],
    ['1200', 'Input tax', 'input_tax'],
    ['1300', 'Inventory'],
    ['1400', 'Prepayments', 'prepayment'],
    ['1500', 'Equipment'],
  ]),
  { code: '2000', name: 'Liabilities', type: 'liability' },
  ...below('2000', 'liability', [
    ['2100', 'Accounts payable', 'payable'],
    ['2200', 'Sales tax', 'sales_tax'],
    ['2300', 'Wages payable'],
    ['2400', 'Customer credit', 'customer_credit'],
    ['2500', 'Loans'],
  ]),
  { code: '3000', name: 'Equity', type: 'equity' },
  ...below('3000', 'equity', [
    ['3100', 'Capital'],
    ['3200', 'Retained earnings', 'retained_earnings'],
    ['3900', 'Opening balances', 'opening_balances'],
  ]),
  { code: '4000', name: 'Income', type: 'income' },
  ...below('4000', 'income', [
    ['4100', 'Sales', 'sales'],
    ['4900', 'Other income'],
  ]),
  { code: '5000', name: 'Cost of sales', type: 'expense' },
  ...below('5000', 'expense', [['5100', 'Goods']]),
  { code: '6000', name: 'Operating expenses', type: 'expense' },
  ...below('6000', 'expense', [
    ['6100', 'General', 'expense'],
    ['6200', 'Rent'],
    ['6300', 'Wages'],
    ['6400', 'Utilities'],
    ['6500', 'Office'],
    ['6600', 'Marketing'],
    ['6700', 'Travel'],
    ['6800', 'Insurance'],
    ['6900', 'Bank charges'],
    ['6950', 'Bad debts', 'bad_debts'],
  ]),
];
