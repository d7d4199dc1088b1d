import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay, IsMoney, IsQuantity, IsText, IsVersion } from '../../../platform.js';

export class CreditLineInput {
  /**
   * Position of the invoice's line.
   * @example 1
   */
  @IsInt()
  @Min(1)
  @Max(500)
  position: number;

  /**
   * Left out: all that is left of the line.
   * @example "1.000"
   */
  @IsOptional()
  @IsQuantity()
  quantity?: string | null;
}

/** `lines` or `amount`, not both. */
export class CreditNoteInput {
  /** Lines of the invoice that are taken back. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => CreditLineInput)
  lines?: CreditLineInput[] | null;

  /**
   * With tax; spread over the lines of the invoice.
   * @example "50.00"
   */
  @IsOptional()
  @IsMoney({ positive: true })
  amount?: string | null;

  /** @example "Damaged on the way" */
  @IsText(500)
  reason: string;

  /**
   * Left out: today in the company's time zone.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  issueDate?: string | null;

  /**
   * The invoice's version that was read.
   * @example 2
   */
  @IsVersion()
  version?: number;
}
