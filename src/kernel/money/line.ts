import { Decimal } from './decimal.js';
import { roundToMinor, sumMoney } from './money.js';

/** What a line charges: decimals as strings, the unit price in minor units. */
export interface LineTerms {
  quantity: string;
  unitPrice: number;
  /** A fraction: "0.1000" is ten per cent off. */
  discount: string;
  /** A fraction: "0.2000" is twenty per cent. */
  taxRate: string;
  /** A fraction off the whole document, on top of the line's own discount. */
  documentDiscount?: string;
  /** True: the unit price includes the tax. */
  priceIncludesTax?: boolean;
}

/** Amounts in minor units; of one line, or of all lines of a document. */
export interface LineAmounts {
  net: number;
  tax: number;
  gross: number;
}

/**
 * net = round(quantity × unit price × (1 − discount)), tax = round(net × rate), half away from zero. Where the
 * price includes the tax the first is the gross amount, and net = round(gross ÷ (1 + rate)).
 * `path` names the line in a refusal.
 */
export function lineAmounts(terms: LineTerms, path = 'line'): LineAmounts {
  const share = new Decimal(1).minus(terms.discount);
  const rest = new Decimal(1).minus(terms.documentDiscount ?? 0);
  const charge = new Decimal(terms.quantity).times(terms.unitPrice).times(share).times(rest);
  if (terms.priceIncludesTax) return ofGross(roundToMinor(charge, path), terms.taxRate, path);
  const net = roundToMinor(charge, path);
  const tax = roundToMinor(new Decimal(net).times(terms.taxRate), path);
  return { net, tax, gross: sumMoney([net, tax], path) };
}

function ofGross(gross: number, taxRate: string, path: string): LineAmounts {
  const net = roundToMinor(new Decimal(gross).dividedBy(new Decimal(1).plus(taxRate)), path);
  return { net, tax: gross - net, gross };
}

/** Totals are sums of rounded lines, never rounded again. */
export const totalAmounts = (lines: readonly LineAmounts[]): LineAmounts => ({
  net: sumMoney(lines.map((line) => line.net)),
  tax: sumMoney(lines.map((line) => line.tax)),
  gross: sumMoney(lines.map((line) => line.gross)),
});
