import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { ValidationError } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { AccountingPeriod } from '../rows/accounting-period.entity.js';
import { BookingDays } from '../calendar/booking-days.js';
import { DraftsOpenError, PeriodNotOverError, PeriodsOpenError } from './close.errors.js';
import { lastDayOf, monthsOf } from '../calendar/months.js';
import { OpenDrafts } from '../calendar/open-drafts.js';
import type { CloseDto } from './period.dto.js';

interface Span {
  what: string;
  from: string;
  to: string;
}

/** What has to be done before a month or a year is closed, unless it is forced with a reason. */
@Injectable()
export class CloseCheck {
  constructor(
    @InjectTenantRepository(AccountingPeriod) private readonly periods: Repository<AccountingPeriod>,
    private readonly company: CompanyService,
    private readonly drafts: OpenDrafts,
    private readonly days: BookingDays,
  ) {}

  async assertMonth(period: string, input: CloseDto): Promise<void> {
    if (isForced(input)) return;
    await this.assertSpan({
      what: `The period ${period}`,
      from: `${period}-01`,
      to: lastDayOf(period),
    });
  }

  async assertYear(year: number, input: CloseDto): Promise<void> {
    if (isForced(input)) return;
    await this.assertSpan({ what: `The year ${year}`, from: `${year}-01-01`, to: `${year}-12-31` });
    const open = await this.openMonths(year);
    if (open.length > 0) throw new PeriodsOpenError(year, open);
  }

  private async assertSpan({ what, from, to }: Span): Promise<void> {
    if ((await this.company.today()) <= to) throw new PeriodNotOverError(what, to);
    const drafts = await this.drafts.find(from, to);
    if (drafts.length > 0) throw new DraftsOpenError(what, drafts);
  }

  /** Months before the books began take nothing, and need no closing. */
  private async openMonths(year: number): Promise<string[]> {
    const months = monthsOf(year);
    const rows = await this.periods.findBy({ period: In(months), status: 'closed' });
    const closed = new Set(rows.map(({ period }) => period));
    const first = await this.days.first();
    return months.filter((month) => !closed.has(month) && (first === null || lastDayOf(month) >= first));
  }
}

/** Throws ValidationError for force without a reason. */
function isForced({ force, reason }: CloseDto): boolean {
  if (!force) return false;
  if (reason) return true;
  throw new ValidationError([{ path: 'reason', message: 'is needed to close by force' }]);
}
