import type { CsvColumns } from '../../platform.js';
import type { ProductDto } from './product.dto.js';

/** People know tax rates by their codes. */
export type ProductInFile = ProductDto & { taxCode: string | null };

export const PRODUCT_CSV: CsvColumns<ProductInFile> = {
  id: (product) => product.id,
  sku: (product) => product.sku,
  name: (product) => product.name,
  description: (product) => product.description,
  unit: (product) => product.unit,
  price: (product) => product.price,
  priceIncludesTax: (product) => product.priceIncludesTax,
  taxRateId: (product) => product.taxRateId,
  taxCode: (product) => product.taxCode,
  active: (product) => product.active,
  createdAt: (product) => product.createdAt,
};
