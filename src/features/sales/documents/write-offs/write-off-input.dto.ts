import { IsOptional } from 'class-validator';
import { IsDay, IsText, IsVersion } from '../../../platform.js';

export class WriteOffInput {
  /**
   * The day it is booked on, whose tax it lowers. Left out: today in the company's time zone. Not before the last thing
   * that happened to the invoice; else it is 422 `date_too_early`.
   * @example "2026-11-21"
   */
  @IsOptional()
  @IsDay()
  date?: string | null;

  /** @example "Insolvent" */
  @IsText(500)
  reason: string;

  /**
   * The version that was read.
   * @example 2
   */
  @IsVersion()
  version?: number;
}

export class WriteOffReversalInput {
  /**
   * The day it is booked on. Left out: today in the company's time zone. Not before the write-off; else it is 422
   * `date_too_early`.
   * @example "2026-11-22"
   */
  @IsOptional()
  @IsDay()
  date?: string | null;

  /** @example "Paid after all" */
  @IsOptional()
  @IsText(500, 0)
  reason?: string | null;

  /**
   * The version that was read.
   * @example 3
   */
  @IsVersion()
  version?: number;
}
