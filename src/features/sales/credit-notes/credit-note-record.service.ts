import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../identity/audit/audit.service.js';
import { exponentOf } from '../../../money/currency.js';
import { formatMoney } from '../../../money/money.js';
import { AccountingService } from '../../accounting/accounting.service.js';
import { SalesBalanceService } from '../balances/sales-balance.service.js';
import type { Invoice } from '../invoices/invoice.entity.js';
import { taxParts } from '../invoices/tax-parts.js';
import { ReceivableService } from '../receivables/receivable.service.js';
import type { CreditNote } from './credit-note.entity.js';
import type { CreditNoteLine } from './credit-note-line.entity.js';

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
