/** A series of numbers without gaps: invoices, credit notes, codes of customers. */
export interface NumberSeries {
  /** Of its counter in the store; a series by year has a counter for each. */
  readonly name: string;
  readonly prefix: string;
  readonly digits: number;
  /** True: it begins anew every year, which stands in its numbers. */
  readonly byYear: boolean;
  /** The first number; left out: 1. */
  readonly start?: number;
}

export const yearOf = (day: string): string => day.slice(0, 4);

/** `INV-2026-000123`, or `C-00042` of a series that knows no years. */
export function numberText({ prefix, digits, byYear }: NumberSeries, value: number, year = ''): string {
  const padded = String(value).padStart(digits, '0');
  return byYear ? `${prefix}-${year}-${padded}` : `${prefix}-${padded}`;
}

export const counterName = ({ name, byYear }: NumberSeries, year = ''): string =>
  byYear ? `${name}-${year}` : name;
