import { csvSheet } from '../../platform.js';
import type { ProductDto } from './product.dto.js';

/** People know tax rates by their codes. */
export type ProductInFile = ProductDto & { taxCode: string | null };

export const PRODUCT_CSV = csvSheet<ProductInFile>('products', {
  id: true,
  sku: true,
  name: true,
  description: true,
  unit: true,
  price: true,
  priceIncludesTax: true,
  taxRateId: true,
  taxCode: true,
  active: true,
  createdAt: true,
  updatedAt: false,
  version: false,
});
