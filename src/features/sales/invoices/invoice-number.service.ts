import { Injectable } from '@nestjs/common';
import { CounterService } from '../counter.service.js';
import { IssueDateOutOfOrderError } from './invoice.errors.js';

/** Numbers of invoices: without gaps in a year, and in the order of the issue dates. */
@Injectable()
export class InvoiceNumberService {
  constructor(private readonly counters: CounterService) {}

  /**
   * `INV-2026-000123` for an invoice of this day. Call it in the issuing transaction: others wait for its end,
   * and its roll-back gives the number back. Throws IssueDateOutOfOrderError.
   */
  async take(issueDate: string): Promise<string> {
    const year = issueDate.slice(0, 4);
    const counter = await this.counters.lock(`invoice-${year}`);
    if (counter.lastDate !== null && issueDate < counter.lastDate) {
      throw new IssueDateOutOfOrderError(issueDate, counter.lastDate);
    }
    const value = await this.counters.take(counter, issueDate);
    return `INV-${year}-${String(value).padStart(6, '0')}`;
  }
}
