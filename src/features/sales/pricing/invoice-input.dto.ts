import { OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { TAX_CATEGORIES, type TaxCategory } from '../../accounting/index.js';
import { IsDay, IsDiscount, IsMoney, IsQuantity, IsText, IsVersion } from '../../platform.js';

export class InvoiceLineInput {
  /**
   * Gives description, price and tax where the line doesn't.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  productId?: string | null;

  /**
   * Needed without a product.
   * @example "Consulting, March"
   */
  @IsOptional()
  @IsText(500)
  description?: string | null;

  /** @example "1.500" */
  @IsQuantity()
  quantity: string;

  /**
   * Without tax, unless `pricesIncludeTax`. Left out: the product's, with the tax put on or taken out as this document
   * needs it; needed without a product.
   * @example "80.00"
   */
  @IsOptional()
  @IsMoney()
  unitPrice?: string | null;

  /**
   * A fraction of the price.
   * @example "0.1000"
   */
  @IsOptional()
  @IsDiscount()
  discount?: string | null;

  /**
   * Left out: the product's; null: no tax.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  taxRateId?: string | null;

  /**
   * Why a line without a tax rate carries no tax. Left out: zero; a line with a rate has the rate's.
   * @example null
   */
  @IsOptional()
  @IsIn(TAX_CATEGORIES)
  taxCategory?: TaxCategory | null;
}

export class InvoiceInput {
  /** @example "0198c3a1-7d2e-7000-8000-000000000001" */
  @IsUUID()
  customerId: string;

  /**
   * Left out: the company's only place, if it has one.
   * @example null
   */
  @IsOptional()
  @IsUUID()
  locationId?: string | null;

  /**
   * Left out: the day it is issued on.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  issueDate?: string | null;

  /** @example "2026-12-21" */
  @IsOptional()
  @IsDay()
  dueDate?: string | null;

  /** @example "Thank you for your order." */
  @IsOptional()
  @IsText(4000, 0)
  notes?: string | null;

  /**
   * A fraction off every line, on top of the line's own discount and before tax.
   * @example "0.0500"
   */
  @IsOptional()
  @IsDiscount()
  discount?: string | null;

  /**
   * Whether unit prices include the tax. Left out: as the company's settings say.
   * @example false
   */
  @IsOptional()
  @IsBoolean()
  pricesIncludeTax?: boolean | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => InvoiceLineInput)
  lines: InvoiceLineInput[];
}

/** Fields left out stay; `lines` replaces all lines. */
export class InvoicePatch extends PartialType(InvoiceInput, { skipNullProperties: false }) {
  /**
   * The version that was read; another one now is 409 `version_conflict`.
   * @example 1
   */
  @IsVersion()
  version?: number;
}

/** An invoice that isn't stored; it needs no customer yet. */
export class PreviewInput extends OmitType(InvoiceInput, ['customerId']) {
  /** @example null */
  @IsOptional()
  @IsUUID()
  customerId?: string | null;
}
