import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsOmittable, IsText, PageQuery } from '../../platform.js';
import type { AccountingPeriod } from '../rows/accounting-period.entity.js';
import type { AccountingYear } from '../rows/accounting-year.entity.js';

export class CloseDto {
  /** Close it though it isn't over, or has drafts or open months in it; needs a reason. @example false */
  @IsOmittable()
  @IsBoolean()
  force?: boolean;

  /** Kept in the audit log. @example "The business was sold" */
  @IsOmittable()
  @IsText(500)
  reason?: string;
}

export class ReopenDto {
  /** Kept with the period and in the audit log. @example "An invoice of the supplier came late" */
  @IsText(500)
  reason: string;
}

export class PeriodQuery extends PageQuery {
  /** The twelve months of this year. @example 2026 */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1000)
  @Max(9999)
  year?: number;
}

export class PeriodDto {
  /** @example "2026-03" */
  period: string;
  /** @example "closed" */
  status: 'open' | 'closed';
  /** @example "2026-04-03T09:00:00.000Z" */
  closedAt: Date | null;
  /** E-mail of the person. @example "accountant@acme.example" */
  closedBy: string | null;
  reopenedAt: Date | null;
  reopenedBy: string | null;
  /** @example null */
  reopenReason: string | null;

  static of(period: string, row?: Partial<AccountingPeriod>): PeriodDto {
    return {
      period,
      status: row?.status ?? 'open',
      closedAt: row?.closedAt ?? null,
      closedBy: row?.closedBy ?? null,
      reopenedAt: row?.reopenedAt ?? null,
      reopenedBy: row?.reopenedBy ?? null,
      reopenReason: row?.reopenReason ?? null,
    };
  }
}

export class PeriodPageDto {
  items: PeriodDto[];
  /** @example null */
  nextCursor: string | null;
}

export class YearDto {
  /** @example 2025 */
  year: number;
  /** @example "closed" */
  status: 'open' | 'closed';
  closedAt: Date | null;
  /** @example "accountant@acme.example" */
  closedBy: string | null;

  static of(row: AccountingYear): YearDto {
    return {
      year: row.year,
      status: row.status,
      closedAt: row.closedAt,
      closedBy: row.closedBy,
    };
  }
}

export class YearListDto {
  items: YearDto[];
  /** @example null */
  nextCursor: string | null;
}
