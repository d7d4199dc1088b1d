import { Injectable } from '@nestjs/common';
import { AuditService, exponentOf, formatMoney } from '../../../platform.js';
import { AccountingService } from '../../../accounting/index.js';
import { SalesBalanceService } from '../../ledger/sales-balance.service.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { taxParts } from '../../rows/tax-parts.js';
import { ReceivableService } from '../../ledger/receivable.service.js';
import type { CreditNote } from '../../rows/credit-note.entity.js';
import type { CreditNoteLine } from '../../rows/credit-note-line.entity.js';

/** Tells the books, the kept sums and the audit log of a credit note, in its transaction. */
@Injectable()
export class CreditNoteRecordService {
  constructor(
    private readonly accounting: AccountingService,
    private readonly sales: SalesBalanceService,
    private readonly receivables: ReceivableService,
    private readonly audit: AuditService,
  ) {}

  async issued(invoice: Invoice, note: CreditNote, lines: readonly CreditNoteLine[]): Promise<void> {
    const { id, number, issueDate: date, locationId, net, tax, total, kept, currency } = note;
    const posted = { number, date, locationId };
    const taxes = taxParts(lines);
    await this.accounting.postCreditNoteIssued({ ...posted, creditNoteId: id, net, tax, total, taxes });
    if (kept > 0) await this.accounting.postCreditKept({ ...posted, sourceId: id, amount: kept });
    await this.sales.add({ ...note, date, lines, sign: -1, invoices: 0 });
    await this.receivables.changed(invoice);
    const shown = (amount: number) => formatMoney(amount, exponentOf(currency));
    const { invoiceId, reason } = note;
    const amounts = { total: shown(total), kept: shown(kept), currency };
    const after = { number, invoiceId, issueDate: date, ...amounts, reason };
    await this.audit.record({ action: 'credit_note.issued', entity: 'credit_note', entityId: id, after });
  }
}
