import { Decimal } from './decimal.js';
import { roundToMinor } from './money.js';

/** Whether a price has its tax in it, and which: a fraction, "0.1900" is 19 %. */
export interface PriceTerms {
  includesTax: boolean;
  taxRate: string;
}

/**
 * A unit price under other terms, in minor units: 100.00 without tax is 119.00 with 19 %, and the other way round.
 * Rounded once, half away from zero, since the price stands on the document; from a price without tax to one with and
 * back again nothing is lost. With another tax only the tax is exchanged: what the seller keeps stays the same.
 */
export function priceUnder(price: number, from: PriceTerms, to: PriceTerms): number {
  const isSame = from.includesTax === to.includesTax && (!from.includesTax || from.taxRate === to.taxRate);
  if (isSame) return price;
  const net = from.includesTax ? new Decimal(price).dividedBy(withTax(from)) : new Decimal(price);
  return roundToMinor(to.includesTax ? net.times(withTax(to)) : net, 'unitPrice');
}

const withTax = ({ taxRate }: PriceTerms) => new Decimal(1).plus(taxRate);
