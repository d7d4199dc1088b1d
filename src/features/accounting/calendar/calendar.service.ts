import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { type NumberSeries, numberText } from '../../numbering/index.js';
import { CompanyService } from '../../company/index.js';
import { AccountingPeriod } from '../rows/accounting-period.entity.js';
import { AccountingYear } from '../rows/accounting-year.entity.js';
import { BookingDays } from './booking-days.js';
import { PeriodClosedError, YearClosedError } from './period.errors.js';

/**
 * Which days may be posted to. All of it is called inside a transaction: posting, closing and reopening lock
 * the year's row, so none of them sees the others half done and numbers have no gaps.
 */
@Injectable()
export class CalendarService {
  constructor(
    @InjectTenantRepository(AccountingYear) private readonly years: Repository<AccountingYear>,
    @InjectTenantRepository(AccountingPeriod) private readonly periods: Repository<AccountingPeriod>,
    private readonly company: CompanyService,
    private readonly days: BookingDays,
  ) {}

  /** The year's row, locked until the transaction ends; a new year starts open, at number 0. */
  async lockYear(year: number): Promise<AccountingYear> {
    const found = await this.findLocked(year);
    if (found) return found;
    // Two transactions may begin a year at once. They take turns at the settings: on MySQL, two that meet at a
    // row both want to insert would end in a deadlock.
    await this.company.lock();
    const made = await this.findLocked(year);
    if (made) return made;
    const fresh = this.years.create({ year });
    await this.years.insert(fresh);
    return fresh;
  }

  /** Throws unless the day's month and year are open. `year` is the locked row, `path` the field that says the day. */
  async assertOpen(date: string, year: AccountingYear, path = 'date'): Promise<void> {
    if (year.status === 'closed') throw new YearClosedError(year.year, path);
    const period = date.slice(0, 7);
    const found = await this.lockPeriod(period);
    if (found?.status === 'closed') throw new PeriodClosedError(period, path);
  }

  /** Throws where the books take nothing of this day, whatever is open: see BookingDays. `opens`: they begin with it. */
  assertBookable(date: string, { path, opens = false }: { path: string; opens?: boolean }): Promise<void> {
    return opens ? this.days.assertCome(date, path) : this.days.assert(date, path);
  }

  /** Whether the day's month and year are open now; nothing is locked, so ask again by posting. */
  async isOpen(date: string): Promise<boolean> {
    const status = 'closed' as const;
    const isClosed =
      (await this.years.existsBy({ year: yearOf(date), status })) ||
      (await this.periods.existsBy({ period: date.slice(0, 7), status }));
    return !isClosed;
  }

  /** The next number of a locked year; the transaction's roll-back gives it back. */
  async takeNumber(year: AccountingYear): Promise<string> {
    year.lastNumber += 1;
    await this.years.update({ id: year.id }, { lastNumber: year.lastNumber });
    return journalNumber(year);
  }

  // A locking read: under REPEATABLE READ a plain one could still see the month as it was before the year's lock.
  lockPeriod(period: string): Promise<AccountingPeriod | null> {
    return this.periods.findOne({ where: { period }, lock: { mode: 'pessimistic_write' } });
  }

  private findLocked(year: number): Promise<AccountingYear | null> {
    return this.years.findOne({ where: { year }, lock: { mode: 'pessimistic_write' } });
  }
}

/** `JE-2026-000001`. The year's row counts, which posting holds anyway: a counter would be another lock. */
export const journalNumber = ({ year, lastNumber }: AccountingYear): string =>
  numberText(JOURNAL_NUMBERS, lastNumber, String(year).padStart(4, '0'));

const JOURNAL_NUMBERS: NumberSeries = { name: 'journal', prefix: 'JE', digits: 6, byYear: true };

export const yearOf = (date: string): number => Number(date.slice(0, 4));
