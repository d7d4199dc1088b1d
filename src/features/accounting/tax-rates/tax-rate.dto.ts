import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import {
  Flag,
  IsCode,
  IsDay,
  IsLine,
  IsOmittable,
  IsRate,
  IsText,
  IsVersion,
  PageQuery,
  type Shows,
} from '../../platform.js';
import { TAX_CATEGORIES, type TaxCategory } from '../rows/tax-category.js';
import type { TaxRate } from '../rows/tax-rate.entity.js';

export class TaxRateCreateDto {
  /** Unique. @example "VAT20" */
  @IsCode(40)
  code: string;

  /** @example "Standard rate" */
  @IsLine(200)
  name: string;

  /** A fraction with at most 4 decimals, as a string. @example "0.2000" */
  @IsRate()
  rate: string;

  /** Left out: `standard`, or `zero` at rate 0. All but `standard` and `reduced` have rate 0. @example "standard" */
  @IsOmittable()
  @IsIn(TAX_CATEGORIES)
  category?: TaxCategory;

  /** Why no tax is charged, for documents. @example "Article 138 of the VAT directive" */
  @IsOptional()
  @IsText(500)
  reason?: string | null;

  /** First day it may be used; null: always. @example "2026-01-01" */
  @IsOptional()
  @IsDay()
  validFrom?: string | null;

  /** Last day it may be used; null: no end. @example null */
  @IsOptional()
  @IsDay()
  validTo?: string | null;

  /** Inactive rates go on no new documents. @example true */
  @IsOmittable()
  @IsBoolean()
  active?: boolean;
}

export class TaxRatePatchDto extends PartialType(TaxRateCreateDto, { skipNullProperties: false }) {
  /** The version that was read; another one now is 409 `version_conflict`. @example 1 */
  @IsVersion()
  version?: number;
}

export class TaxRateQuery extends PageQuery {
  @IsOptional()
  @Flag()
  @IsBoolean()
  active?: boolean;
}

export class TaxRateDto implements Shows<TaxRate, 'isClassified'> {
  /** @example "019a9c3e-7b1c-7c6e-9d0e-3f1f5a6b7c8d" */
  id: string;
  /** @example "VAT20" */
  code: string;
  /** @example "Standard rate" */
  name: string;
  /** @example "0.2000" */
  rate: string;
  /** @example "standard" */
  category: TaxCategory;
  /** @example null */
  reason: string | null;
  /** @example "2026-01-01" */
  validFrom: string | null;
  /** @example null */
  validTo: string | null;
  /** @example true */
  active: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** @example 1 */
  version: number;

  static of(row: TaxRate): TaxRateDto {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      rate: row.rate,
      category: row.category,
      reason: row.reason,
      validFrom: row.validFrom,
      validTo: row.validTo,
      active: row.active,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      version: row.version,
    };
  }
}

export class TaxRatePageDto {
  items: TaxRateDto[];
  /** @example null */
  nextCursor: string | null;
}
