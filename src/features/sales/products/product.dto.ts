import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import {
  Flag,
  formatMoney,
  IsLine,
  IsMoney,
  IsOmittable,
  IsText,
  IsVersion,
  PageQuery,
  type Shows,
} from '../../platform.js';
import type { Company } from '../../company/index.js';
import type { Product } from '../rows/product.entity.js';

export class ProductInput {
  /**
   * Unique.
   * @example "CHAI-10"
   */
  @IsLine(60)
  sku: string;

  /**
   * What invoice lines say unless they say something else.
   * @example "Chai"
   */
  @IsLine(200)
  name: string;

  /** @example "10 boxes of 20 bags" */
  @IsOptional()
  @IsText(500, 0)
  description?: string | null;

  /** @example "box" */
  @IsOptional()
  @IsLine(20, 0)
  unit?: string | null;

  /**
   * Per unit, in the company's currency.
   * @example "18.00"
   */
  @IsMoney()
  price: string;

  /**
   * Whether the tax is in the price. Left out: as the company's settings say when the product is made. Invoices put
   * the tax on or take it out as they need it.
   * @example false
   */
  @IsOmittable()
  @IsBoolean()
  priceIncludesTax?: boolean;

  /**
   * Tax that invoice lines carry unless they name another.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  taxRateId?: string | null;

  /** @example true */
  @IsOmittable()
  @IsBoolean()
  active?: boolean;
}

export class ProductPatch extends PartialType(ProductInput, { skipNullProperties: false }) {
  /**
   * The version that was read; another one now is 409 `version_conflict`.
   * @example 1
   */
  @IsVersion()
  version?: number;
}

export class ProductQuery extends PageQuery {
  /** Only this sku. */
  @IsOptional()
  @IsLine(60)
  sku?: string;

  /** Only products with this tax. */
  @IsOptional()
  @IsUUID()
  taxRateId?: string;

  /** Only active ones, or only the others. */
  @Flag()
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

/** What of the company's settings prices are read by. */
export type PriceReading = Pick<Company, 'exponent' | 'pricesIncludeTax'>;

export class ProductDto implements Shows<Product> {
  /** @example "0198c3a1-7d2e-7000-8000-000000000002" */
  id: string;
  /** @example "CHAI-10" */
  sku: string;
  /** @example "Chai" */
  name: string;
  description: string | null;
  unit: string | null;
  /** @example "18.00" */
  price: string;
  /** Whether the tax is in the price. */
  priceIncludesTax: boolean;
  taxRateId: string | null;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of(product: Product, { exponent, pricesIncludeTax }: PriceReading): ProductDto {
    return {
      id: product.id,
      sku: product.sku,
      name: product.name,
      description: product.description,
      unit: product.unit,
      price: formatMoney(product.price, exponent),
      priceIncludesTax: product.priceIncludesTax ?? pricesIncludeTax,
      taxRateId: product.taxRateId,
      active: product.active,
      createdAt: product.createdAt,
      updatedAt: product.updatedAt,
      version: product.version,
    };
  }
}

export class ProductPageDto {
  items: ProductDto[];
  /** @example null */
  nextCursor: string | null;
}
