import { Injectable } from '@nestjs/common';
import { AuditService, exponentOf, formatMoney } from '../../../platform.js';
import { AccountingService } from '../../../accounting/index.js';
import { SalesBalanceService } from '../../ledger/sales-balance.service.js';
import { ReceivableService } from '../../ledger/receivable.service.js';
import { type Invoice, numberOf } from '../../rows/invoice.entity.js';
import type { InvoiceLine } from '../../rows/invoice-line.entity.js';
import type { Payment } from '../../rows/payment.entity.js';
import { PaymentPostingService } from '../../ledger/payment-posting.service.js';
import { taxParts } from '../../rows/tax-parts.js';

/** Tells the books and the audit log what happened to an invoice, in the transaction in which it happened. */
@Injectable()
export class InvoiceRecordService {
  constructor(
    private readonly accounting: AccountingService,
    private readonly sales: SalesBalanceService,
    private readonly receivables: ReceivableService,
    private readonly audit: AuditService,
    private readonly posting: PaymentPostingService,
  ) {}

  async issued(invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
    const { id, net, tax, total, locationId, issueDate } = invoice;
    await this.accounting.postInvoiceIssued({
      invoiceId: id,
      number: invoice.number ?? '',
      date: issueDate ?? '',
      locationId,
      net,
      tax,
      total,
      taxes: taxParts(lines),
    });
    await this.sales.add({ ...soldBy(invoice, lines), date: issueDate ?? '', sign: 1, invoices: 1 });
    await this.receivables.issued(invoice);
    await this.note('invoice.issued', invoice, { issueDate, total: shown(total, invoice) });
  }

  async voided(invoice: Invoice, lines: readonly InvoiceLine[], date: string): Promise<void> {
    await this.accounting.postInvoiceVoided({ sourceId: invoice.id, number: invoice.number ?? '', date });
    await this.sales.add({ ...soldBy(invoice, lines), date, sign: -1, invoices: -1 });
    await this.receivables.changed(invoice);
    await this.note('invoice.voided', invoice, { date, reason: invoice.voidReason });
  }

  async received(invoice: Invoice, payment: Payment): Promise<void> {
    const { id, amount, credit, method } = payment;
    await this.posting.received(invoice, payment);
    await this.receivables.changed(invoice);
    const amounts = { amount: shown(amount, invoice), ...(credit && { credit: shown(credit, invoice) }) };
    await this.note('payment.received', invoice, { paymentId: id, method, ...amounts });
  }

  async reversed(invoice: Invoice, reversal: Payment): Promise<void> {
    const { reversesId, amount } = reversal;
    await this.posting.reversed(invoice, reversal);
    await this.receivables.changed(invoice);
    await this.note('payment.reversed', invoice, { paymentId: reversesId, amount: shown(amount, invoice) });
  }

  private note(action: string, invoice: Invoice, what: object): Promise<void> {
    const { id, status, currency } = invoice;
    const after = { number: numberOf(invoice), status, currency, ...what };
    return this.audit.record({ action, entity: 'invoice', entityId: id, after });
  }
}

const soldBy = ({ customerId, locationId, net, tax, total }: Invoice, lines: readonly InvoiceLine[]) => ({
  customerId,
  locationId,
  net,
  tax,
  total,
  lines,
});

const shown = (amount: number, { currency }: Invoice): string => formatMoney(amount, exponentOf(currency));
