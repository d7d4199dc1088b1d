import { Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { takenBackOn } from '../../../accounting/index.js';
import type { IssueInput, VoidInput } from './invoice-actions.dto.js';
import { statusByPayment } from '../../rows/invoice.amounts.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { listedBy } from '../../rows/invoice.listed.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { InvoiceIssueCheckService } from './invoice-issue-check.service.js';
import { InvoiceNumberService } from './invoice-number.service.js';
import { Clock } from '../../../platform.js';
import { SalesRecord } from '../../record/sales-record.service.js';
import { InvoiceService } from './invoice.service.js';

/** Makes drafts binding, and takes issued invoices back by voiding them. */
@Injectable()
export class InvoiceIssueService {
  constructor(
    private readonly store: InvoiceService,
    private readonly checks: InvoiceIssueCheckService,
    private readonly numbers: InvoiceNumberService,
    private readonly record: SalesRecord,
    private readonly clock: Clock,
  ) {}

  /** Locks in one order, invoice, company, counter, books, so that issues wait for each other and never deadlock. */
  @Transactional()
  async issue(id: string, input: IssueInput): Promise<Invoice> {
    const invoice = await this.store.lock(id, input.version);
    INVOICE_STATES.assert(invoice, 'issue');
    const lines = await this.store.linesOf(invoice);
    const { issueDate, parties } = await this.checks.check(invoice, lines, input.issueDate);
    const number = await this.numbers.take(issueDate);
    await this.store.change(invoice, {
      number,
      ...listedBy(issueDate, { number, dueDate: invoice.dueDate }),
      status: statusByPayment(invoice.total, 0),
      issueDate,
      issuedAt: this.clock.now(),
      parties,
    });
    await this.record.tell('invoice.issued', { invoice, lines });
    return invoice;
  }

  /**
   * An invoice that has been paid in part is voided after its payments are reversed. It is booked, and taken from sales, on
   * the day of the voiding: reports of the month in which it was issued stay as they were.
   */
  @Transactional()
  async void(id: string, { date, reason, version }: VoidInput): Promise<Invoice> {
    const invoice = await this.store.lock(id, version);
    const voidedOn = takenBackOn(date, await this.checks.checkVoid(invoice));
    const when = { voidedAt: this.clock.now(), voidedOn };
    await this.store.change(invoice, { status: 'void', ...when, voidReason: reason ?? null });
    const lines = await this.store.linesOf(invoice);
    await this.record.tell('invoice.voided', { invoice, lines, date: voidedOn });
    return invoice;
  }
}
