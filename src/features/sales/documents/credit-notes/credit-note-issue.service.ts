import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { insertRows, totalAmounts } from '../../../platform.js';
import { balanceOf } from '../../rows/invoice.amounts.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { CreditNoteLinesService } from './credit-note-lines.service.js';
import { CreditNoteTermsService } from './credit-note-terms.service.js';
import { CreditNote } from '../../rows/credit-note.entity.js';
import { CreditExceedsInvoiceError } from '../../rows/credit-note.errors.js';
import type { CreditNoteInput } from './credit-note-input.dto.js';
import { CreditNoteLine } from '../../rows/credit-note-line.entity.js';
import { SalesRecord } from '../../record/sales-record.service.js';

/** Credits issued invoices. What is no longer owed becomes the customer's credit. */
@Injectable()
export class CreditNoteIssueService {
  constructor(
    @InjectTenantRepository(CreditNote) private readonly notes: Repository<CreditNote>,
    @InjectTenantRepository(CreditNoteLine) private readonly lines: Repository<CreditNoteLine>,
    private readonly terms: CreditNoteTermsService,
    private readonly pricing: CreditNoteLinesService,
    private readonly record: SalesRecord,
  ) {}

  /** Locks in one order, invoice, counter, customer, books. */
  @Transactional()
  async issue(invoiceId: string, input: CreditNoteInput): Promise<CreditNote> {
    const invoice = await this.terms.lock(invoiceId, input.version);
    const lines = await this.pricing.credit(invoice, input);
    const { net, tax, gross: total } = totalAmounts(lines);
    if (total === 0) throw new CreditExceedsInvoiceError(input.amount ? 'amount' : 'lines', '0');
    const kept = Math.max(0, total - balanceOf(invoice));
    const fields = { ...columnsOf(invoice), net, tax, total, kept, reason: input.reason };
    const note = this.notes.create({ ...fields, ...(await this.terms.take(invoice, input.issueDate)) });
    await this.terms.apply(invoice, note);
    await this.notes.insert(note);
    const rows = lines.map((line) => this.lines.create({ ...line, creditNoteId: note.id }));
    await insertRows(this.lines.manager, CreditNoteLine, rows);
    await this.record.tell('credit_note.issued', { invoice, note, lines: rows });
    return note;
  }
}

const columnsOf = ({ id: invoiceId, customerId, locationId, currency }: Invoice) => ({
  invoiceId,
  customerId,
  locationId,
  currency,
});
