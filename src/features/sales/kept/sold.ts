import { EVERYWHERE, NOBODY, type SalesBalance, type SalesDimension } from '../rows/sales-balance.entity.js';
import { bucketOf, type GrainCosts, type SalesGrain } from '../rows/signed-runs.js';

interface Amounts {
  readonly net: number;
  readonly tax: number;
  readonly total: number;
}

/** A document as the sums of sales see it. */
export interface Sold extends Amounts {
  readonly date: string;
  readonly customerId: string;
  readonly locationId: string | null;
  readonly lines: readonly { productId: string | null; net: number; tax: number; gross: number }[];
  /** -1 takes it back, or credits it. */
  readonly sign: 1 | -1;
  /** 1 for an invoice, -1 for one that is voided, 0 for a credit note. */
  readonly invoices: 1 | 0 | -1;
}

export type BalanceKey = Pick<SalesBalance, 'grain' | 'bucket' | 'dimension' | 'subjectId' | 'locationKey'>;
export type BalanceSums = Pick<SalesBalance, 'invoices' | 'net' | 'tax' | 'total'>;

/** What is added to the rows of one subject. */
export type Addition = BalanceSums & Pick<BalanceKey, 'dimension' | 'subjectId'>;

/** Many customers buy in a month: their sums are as many rows as some days of documents. A year is hardly more. */
const CUSTOMER_COSTS: GrainCosts = { month: 9, quarter: 10, half: 10, year: 10 };
/** Few products are sold, on many lines. */
const PRODUCT_COSTS: GrainCosts = { dekad: 0.7, month: 1, quarter: 1, half: 1, year: 1 };

/** Over all places, where a report has the most rows to read, there are shorter ways. Many buy once in a dekad. */
export const keptEverywhere = { customer: CUSTOMER_COSTS, product: PRODUCT_COSTS };

export const keptAtPlace = {
  customer: { month: 9, year: 10 },
  product: { month: 1, year: 1 },
};

/** Days are kept for the whole alone: by customer or product they would be as many as the documents. */
const WHOLE: readonly SalesGrain[] = ['day', 'month', 'year'];

const grainsOf = (costs: GrainCosts): SalesGrain[] => Object.keys(costs) as SalesGrain[];

/** The rows that something sold at a place counts in. */
export function keysFor(
  dimension: SalesDimension,
  date: string,
  locationId: string | null,
): Pick<BalanceKey, 'grain' | 'bucket' | 'locationKey'>[] {
  const keys = (locationKey: string, grains: readonly SalesGrain[]) =>
    grains.map((grain) => ({ grain, bucket: bucketOf(grain, date), locationKey }));
  const place = locationId ?? '';
  if (dimension === 'all') return keys(place, WHOLE);
  return [
    ...keys(place, grainsOf(keptAtPlace[dimension])),
    ...keys(EVERYWHERE, grainsOf(keptEverywhere[dimension])),
  ];
}

/** The additions that a document makes, always in the same order, so that two of them never wait for each other. */
export function additionsOf({ customerId, lines, sign, invoices, ...whole }: Sold): Addition[] {
  const sums = ({ net, tax, total }: Amounts): BalanceSums => ({
    invoices,
    net: sign * net,
    tax: sign * tax,
    total: sign * total,
  });
  const products = Map.groupBy(lines, ({ productId }) => productId ?? NOBODY);
  const sold = [...products].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const addition = (dimension: SalesDimension, subjectId: string, amounts: Amounts): Addition => ({
    dimension,
    subjectId,
    ...sums(amounts),
  });
  return [
    addition('all', NOBODY, whole),
    addition('customer', customerId, whole),
    ...sold.map(([subjectId, same]) => addition('product', subjectId, totalOf(same))),
  ];
}

const totalOf = (lines: Sold['lines']): Amounts => ({
  net: lines.reduce((sum, { net }) => sum + net, 0),
  tax: lines.reduce((sum, { tax }) => sum + tax, 0),
  total: lines.reduce((sum, { gross }) => sum + gross, 0),
});
