import { ValidationError } from '../../platform.js';
import { categoryOfRate, fitsRate, type TaxCategory, type TaxRate } from '../../accounting/index.js';

/** The category of a line: its rate's, or what the line says where it has no rate. */
export function lineCategory(
  said: TaxCategory | null | undefined,
  rate: Pick<TaxRate, 'code' | 'category'> | undefined,
  path: string,
): TaxCategory {
  if (rate) {
    if (!said || said === rate.category) return rate.category;
    throw refused(
      path,
      `is "${rate.category}" by the tax rate "${rate.code}": give taxRateId null for another`,
    );
  }
  // A category that charges tax fits every rate but none.
  if (said && fitsRate(said, '1')) throw refused(path, `needs a tax rate where it is "${said}"`);
  return said ?? 'zero';
}

/** That of a stored line; lines that are older than categories have none. */
export const categoryOf = ({ taxCategory, taxRate }: StoredCategory): TaxCategory =>
  taxCategory ?? categoryOfRate(taxRate);

export interface StoredCategory {
  taxCategory?: TaxCategory | null;
  taxRate: string;
}

const refused = (path: string, message: string): ValidationError =>
  new ValidationError([{ path: `${path}.taxCategory`, message }]);
