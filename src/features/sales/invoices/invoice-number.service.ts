import { Injectable } from '@nestjs/common';
import { CounterService } from '../counter.service.js';
import { IssueDateOutOfOrderError } from './invoice.errors.js';

interface Series {
  name: string;
  prefix: string;
  what: string;
}

/** Numbers of invoices and credit notes: without gaps in a year, and in the order of the issue dates. */
@Injectable()
export class InvoiceNumberService {
  constructor(private readonly counters: CounterService) {}

  /**
   * `INV-2026-000123` for an invoice of this day. Call it in the issuing transaction: others wait for its end,
   * and its roll-back gives the number back. Throws IssueDateOutOfOrderError.
   */
  async take(issueDate: string): Promise<string> {
    return this.takeOf({ name: 'invoice', prefix: 'INV', what: 'invoice' }, issueDate);
  }

  /** `CN-2026-000001` for a credit note of this day; the same rules for a series of its own. */
  async takeCredit(issueDate: string): Promise<string> {
    return this.takeOf({ name: 'credit-note', prefix: 'CN', what: 'credit note' }, issueDate);
  }

  private async takeOf(series: Series, issueDate: string): Promise<string> {
    const year = issueDate.slice(0, 4);
    const counter = await this.counters.lock(`${series.name}-${year}`);
    if (counter.lastDate !== null && issueDate < counter.lastDate) {
      throw new IssueDateOutOfOrderError(issueDate, counter.lastDate, series.what);
    }
    const value = await this.counters.take(counter, issueDate);
    return `${series.prefix}-${year}-${String(value).padStart(6, '0')}`;
  }
}
