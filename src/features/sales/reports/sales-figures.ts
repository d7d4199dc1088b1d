import { addUp, formatMoney, sumFromStore } from '../../platform.js';
import { SalesReportRowDto, SalesTotalsDto } from './sales-report.dto.js';

type FromStore = string | number | null;

/** A row of sums as drivers give it: text on PostgreSQL and MariaDB, numbers on SQLite. */
export interface StoredSums {
  invoices: FromStore;
  net: FromStore;
  tax: FromStore;
  total: FromStore;
}

/** Of what was issued and voided in the same days nothing is left but a row of zeros. */
export const soldSql = (alias: string): string =>
  ['invoices', 'net', 'tax', 'total'].map((sum) => `SUM(${alias}.${sum}) <> 0`).join(' OR ');

export type FigureName = Pick<Figures, 'id' | 'key' | 'label'>;

/** Sums of one group, in minor units. */
export interface Figures {
  id?: string | undefined;
  key: string;
  label: string;
  invoices: number;
  net: bigint;
  tax: bigint;
  total: bigint;
}

export const figuresOf = (sums: StoredSums, { id, key, label }: FigureName): Figures => ({
  id,
  key,
  label,
  invoices: Number(sums.invoices ?? 0),
  net: sumFromStore(sums.net),
  tax: sumFromStore(sums.tax),
  total: sumFromStore(sums.total),
});

/** Groups that share a key become one, in the order of their first. */
export function merged(groups: readonly Figures[]): Figures[] {
  const sums = new Map<string, Figures>();
  for (const group of groups) {
    const sum = sums.get(group.key);
    // Most groups are alone.
    sums.set(group.key, sum ? { ...sum, ...amountsOf([sum, group]) } : group);
  }
  return [...sums.values()];
}

export const totalOf = (groups: readonly Figures[]): Figures => ({
  key: '',
  label: '',
  ...amountsOf(groups),
});

const amountsOf = (groups: readonly Figures[]) => ({
  invoices: groups.reduce((sum, { invoices }) => sum + invoices, 0),
  net: addUp(groups.map(({ net }) => net)),
  tax: addUp(groups.map(({ tax }) => tax)),
  total: addUp(groups.map(({ total }) => total)),
});

type Shown = Pick<SalesTotalsDto, keyof SalesTotalsDto>;

export const totalsDto = ({ invoices, net, tax, total }: Figures, exponent: number): Shown => ({
  invoices,
  net: formatMoney(net, exponent),
  tax: formatMoney(tax, exponent),
  total: formatMoney(total, exponent),
});

/** Without a spread, which takes longer for thousands of rows than their amounts. */
export const rowDto = (
  { id, key, label, invoices, net, tax, total }: Figures,
  exponent: number,
): SalesReportRowDto => ({
  id,
  key,
  label,
  invoices,
  net: formatMoney(net, exponent),
  tax: formatMoney(tax, exponent),
  total: formatMoney(total, exponent),
});
