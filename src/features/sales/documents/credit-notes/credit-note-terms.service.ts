import { Injectable } from '@nestjs/common';
import { CompanyService } from '../../../company/index.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import type { CreditNote } from '../../rows/credit-note.entity.js';
import { statusOf } from '../../rows/invoice.amounts.js';
import { type Invoice, owedFrom } from '../../rows/invoice.entity.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { InvoiceNumberService } from '../invoices/invoice-number.service.js';
import { type Parties, partiesOf } from '../../rows/invoice.parties.js';
import { InvoiceReferencesService } from '../invoices/invoice-references.service.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { CreditBeforeInvoiceError } from '../../rows/credit-note.errors.js';

/** Which invoices take a credit note, what it takes off them, and what it is issued with: number, date, parties. */
@Injectable()
export class CreditNoteTermsService {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly numbers: InvoiceNumberService,
    private readonly references: InvoiceReferencesService,
    private readonly company: CompanyService,
    private readonly credit: CustomerCreditService,
  ) {}

  async lock(invoiceId: string, version?: number): Promise<Invoice> {
    const invoice = await this.invoices.lock(invoiceId, version);
    INVOICE_STATES.assert(invoice, 'credit');
    return invoice;
  }

  /** Takes what is credited off the balance; what is kept becomes the customer's credit. */
  async apply(invoice: Invoice, { id: sourceId, total, kept, issueDate: day }: CreditNote): Promise<void> {
    const after = { ...invoice, credited: invoice.credited + total - kept };
    await this.invoices.change(invoice, { credited: after.credited, status: statusOf(after) });
    if (kept > 0) await this.credit.add(invoice.customerId, { sourceId, day, amount: kept });
  }

  /** The next number of the series, which others wait for until the transaction ends. */
  async take(
    invoice: Invoice,
    wanted?: string | null,
  ): Promise<{ number: string; issueDate: string; parties: Parties }> {
    const company = await this.company.get();
    const today = this.company.dayIn(company.timeZone);
    const earliest = owedFrom(invoice);
    if (wanted && wanted < earliest) throw new CreditBeforeInvoiceError(wanted, earliest);
    const issueDate = wanted ?? (earliest > today ? earliest : today);
    const parties = partiesOf(company, await this.references.customer(invoice.customerId));
    return { number: await this.numbers.takeCredit(issueDate), issueDate, parties };
  }
}
