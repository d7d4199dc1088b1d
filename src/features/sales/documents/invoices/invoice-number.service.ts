import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Between, In, Not, Repository } from 'typeorm';
import { CounterService } from '../../rows/counter.service.js';
import { Invoice } from '../../rows/invoice.entity.js';
import { IssueDateOutOfOrderError } from '../../rows/invoice.errors.js';

interface Series {
  name: string;
  prefix: string;
  what: string;
  /** The day of the last document that stands, where documents of the series can be taken back. */
  lastDay?: () => Promise<string | null>;
}

/** Numbers of invoices and credit notes: without gaps in a year, and in the order of the issue dates. */
@Injectable()
export class InvoiceNumberService {
  constructor(
    private readonly counters: CounterService,
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
  ) {}

  /**
   * `INV-2026-000123` for an invoice of this day. Call it in the issuing transaction: others wait for its end,
   * and its roll-back gives the number back. Throws IssueDateOutOfOrderError.
   */
  async take(issueDate: string): Promise<string> {
    const lastDay = () => this.lastStanding(issueDate.slice(0, 4));
    return this.takeOf({ name: 'invoice', prefix: 'INV', what: 'invoice', lastDay }, issueDate);
  }

  /** `CN-2026-000001` for a credit note of this day; the same rules for a series of its own. */
  async takeCredit(issueDate: string): Promise<string> {
    return this.takeOf({ name: 'credit-note', prefix: 'CN', what: 'credit note' }, issueDate);
  }

  private async takeOf(series: Series, issueDate: string): Promise<string> {
    const year = issueDate.slice(0, 4);
    const counter = await this.counters.lock(`${series.name}-${year}`);
    if (counter.lastDate !== null && issueDate < counter.lastDate) {
      const last = series.lastDay ? await series.lastDay() : counter.lastDate;
      if (last !== null && issueDate < last) throw new IssueDateOutOfOrderError(issueDate, last, series.what);
    }
    const value = await this.counters.take(counter, issueDate);
    return `${series.prefix}-${year}-${String(value).padStart(6, '0')}`;
  }

  /** One that was dated wrongly and voided holds nobody up. Only asked for where a date would be refused. */
  private async lastStanding(year: string): Promise<string | null> {
    const last = await this.invoices.findOne({
      where: { issueDate: Between(`${year}-01-01`, `${year}-12-31`), status: Not(In(['draft', 'void'])) },
      order: { issueDate: 'DESC' },
    });
    return last?.issueDate ?? null;
  }
}
