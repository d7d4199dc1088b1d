import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { shiftDay } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { JournalEntry } from '../rows/journal-entry.entity.js';
import { DateBeforeBooksError, DateInFutureError } from './booking-day.errors.js';

/**
 * Which days documents and entries may bear: from the day after the opening balances to today at the company's place,
 * or as many days ahead as its settings say. Whether a month is open is another question, see CalendarService.
 */
@Injectable()
export class BookingDays {
  constructor(
    @InjectTenantRepository(JournalEntry) private readonly entries: Repository<JournalEntry>,
    private readonly company: CompanyService,
  ) {}

  /** Throws DateInFutureError or DateBeforeBooksError; `path` is the field of the input that says the day. */
  async assert(day: string, path = 'date'): Promise<void> {
    await this.assertCome(day, path);
    const first = await this.first();
    if (first !== null && day < first) throw new DateBeforeBooksError(day, first, path);
  }

  /** Only the one end of it: what opens the books lies before them. */
  async assertCome(day: string, path = 'date'): Promise<void> {
    const latest = await this.latest();
    if (day > latest) throw new DateInFutureError(day, latest, path);
  }

  /** The last day that something may be dated on. */
  async latest(): Promise<string> {
    const { timeZone, issueDaysAhead } = await this.company.get();
    return shiftDay(this.company.dayIn(timeZone), issueDaysAhead);
  }

  /** The day after the first opening balances that stand; null where the books have no beginning. */
  async first(): Promise<string | null> {
    const reversed = this.entries
      .createQueryBuilder('reversal')
      .select('1')
      .where('reversal.reversesId = entry.id')
      .getQuery();
    const opening = await this.entries
      .createQueryBuilder('entry')
      .where({ source: 'opening' })
      .andWhere(`NOT EXISTS (${reversed})`)
      .orderBy('entry.date', 'ASC')
      .limit(1)
      .getOne();
    return opening ? shiftDay(opening.date, 1) : null;
  }
}
