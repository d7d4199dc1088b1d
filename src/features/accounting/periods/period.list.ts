import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, Repository } from 'typeorm';
import { type Page, ValidationError } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LedgerBalance } from '../rows/ledger-balance.entity.js';
import { AccountingPeriod } from '../rows/accounting-period.entity.js';
import { AccountingYear } from '../rows/accounting-year.entity.js';
import { yearOf } from '../calendar/calendar.service.js';
import { MONTH, monthsBack, monthsOf, shiftMonth } from '../calendar/months.js';
import { PeriodDto, type PeriodQuery } from './period.dto.js';

/** The months of the books. Only closed ones have rows; the others are open. */
@Injectable()
export class PeriodList {
  constructor(
    @InjectTenantRepository(AccountingPeriod) private readonly periods: Repository<AccountingPeriod>,
    @InjectTenantRepository(LedgerBalance) private readonly balances: Repository<LedgerBalance>,
    @InjectTenantRepository(AccountingYear) private readonly years: Repository<AccountingYear>,
    private readonly company: CompanyService,
  ) {}

  /** From the newest month back: the latest of today and of what was posted or closed, to the earliest of both. */
  async page({ year, limit, cursor }: PeriodQuery): Promise<Page<PeriodDto>> {
    if (year !== undefined) return { items: await this.views(monthsOf(year)), nextCursor: null };
    const { first, last } = await this.span();
    const start = cursor === undefined ? last : shiftMonth(readCursor(cursor), -1);
    const months = monthsBack(start, first, limit + 1);
    const shown = months.slice(0, limit);
    const nextCursor = months.length > limit ? Buffer.from(shown.at(-1) ?? '').toString('base64url') : null;
    return { items: await this.views(shown), nextCursor };
  }

  async get(period: string): Promise<PeriodDto> {
    const [view] = await this.views([period]);
    return view as PeriodDto;
  }

  private async views(months: readonly string[]): Promise<PeriodDto[]> {
    const rows = await this.periods.findBy({ period: In([...months]) });
    const years = [...new Set(months.map(yearOf))];
    const closed = await this.years.findBy({ year: In(years), status: 'closed' });
    return months.map((month) => {
      const row = rows.find(({ period }) => period === month);
      const year = closed.find((candidate) => candidate.year === yearOf(month));
      return PeriodDto.of(month, row?.status === 'closed' || !year ? row : year);
    });
  }

  private async span(): Promise<{ first: string; last: string }> {
    const now = (await this.company.today()).slice(0, 7);
    const bounds = [
      `${now.slice(0, 4)}-01`,
      now,
      ...(await edges(this.balances, 'bucket', { grain: 'month' })),
      ...(await edges(this.periods, 'period', {})),
    ].sort();
    return { first: bounds[0] ?? now, last: bounds.at(-1) ?? now };
  }
}

/** The first and the last value of a text column; none when there are no rows. */
async function edges<T extends LedgerBalance | AccountingPeriod>(
  repository: Repository<T>,
  column: string,
  where: FindOptionsWhere<T>,
): Promise<string[]> {
  const row = await repository
    .createQueryBuilder('row')
    .select(`MIN(row.${column})`, 'first')
    .addSelect(`MAX(row.${column})`, 'last')
    .where(where)
    .getRawOne<{ first: string | null; last: string | null }>();
  return [row?.first, row?.last].filter((edge) => typeof edge === 'string');
}

function readCursor(cursor: string): string {
  const month = Buffer.from(cursor, 'base64url').toString('utf8');
  if (MONTH.test(month)) return month;
  throw new ValidationError([{ path: 'cursor', message: 'cursor must be the nextCursor of a page' }]);
}
