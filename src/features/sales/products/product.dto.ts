import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../../http/pagination.js';
import { formatMoney } from '../../../money/money.js';
import { IsMoney } from '../../../money/money.validators.js';
import { Flag } from '../../../input/flag.transform.js';
import { IsLine, IsText, IsVersion } from '../../../input/text.validators.js';
import { IsOmittable } from '../../../input/omittable.decorator.js';
import type { Product } from './product.entity.js';

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
   * Per unit, without tax, in the company's currency.
   * @example "18.00"
   */
  @IsMoney()
  price: string;

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

export class ProductDto {
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
  taxRateId: string | null;
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  constructor(product: Product, exponent: number) {
    const { id, sku, name, description, unit, price, taxRateId } = product;
    const { active, createdAt, updatedAt, version } = product;
    Object.assign(this, { id, sku, name, description, unit, price: formatMoney(price, exponent) });
    Object.assign(this, { taxRateId, active, createdAt, updatedAt, version });
  }
}

export class ProductPageDto {
  items: ProductDto[];
  /** @example null */
  nextCursor: string | null;
}
