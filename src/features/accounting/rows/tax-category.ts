/** Why a sale or a purchase is taxed as it is: what the tax report tells apart. */
export const TAX_CATEGORIES = [
  'standard',
  'reduced',
  'zero',
  'exempt',
  'export',
  'intra_eu',
  'reverse_charge',
] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];

const TAXED: ReadonlySet<TaxCategory> = new Set(['standard', 'reduced']);

/** The category of a rate of which none was named. */
export const categoryOfRate = (rate: string): TaxCategory => (Number(rate) === 0 ? 'zero' : 'standard');

/** Nothing but the standard and the reduced category charges tax. */
export const fitsRate = (category: TaxCategory, rate: string): boolean =>
  TAXED.has(category) || Number(rate) === 0;
