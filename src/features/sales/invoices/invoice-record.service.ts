import { Injectable } from '@nestjs/common';
import { AuditService } from '../../../identity/audit/audit.service.js';
import { exponentOf } from '../../../money/currency.js';
import { totalAmounts } from '../../../money/line.js';
import { formatMoney } from '../../../money/money.js';
import { AccountingService } from '../../accounting/accounting.service.js';
import type { TaxPart } from '../../accounting/posting/postings.js';
import type { Invoice } from './invoice.entity.js';
import type { InvoiceLine } from './invoice-line.entity.js';
import type { Payment } from './payment.entity.js';

/** Tells the books and the audit log what happened to an invoice, in the transaction in which it happened. */
@Injectable()
export class InvoiceRecordService {
  constructor(
    private readonly accounting: AccountingService,
    private readonly audit: AuditService,
  ) {}

  async issued(invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
    const { id, net, tax, total, locationId, issueDate } = invoice;
    await this.accounting.postInvoiceIssued({
      invoiceId: id,
      number: numberOf(invoice),
      date: issueDate ?? '',
      locationId,
      net,
      tax,
      total,
      taxes: taxParts(lines),
    });
    await this.note('invoice.issued', invoice, { issueDate, total: shown(total, invoice) });
  }

  async voided(invoice: Invoice, date: string): Promise<void> {
    await this.accounting.postInvoiceVoided({ sourceId: invoice.id, number: numberOf(invoice), date });
    await this.note('invoice.voided', invoice, { date, reason: invoice.voidReason });
  }

  async received(invoice: Invoice, payment: Payment): Promise<void> {
    const { id, amount, method, receivedOn } = payment;
    await this.accounting.postPaymentReceived({
      paymentId: id,
      number: numberOf(invoice),
      date: receivedOn,
      locationId: invoice.locationId,
      method,
      amount,
    });
    await this.note('payment.received', invoice, { paymentId: id, method, amount: shown(amount, invoice) });
  }

  async reversed(invoice: Invoice, { reversesId, receivedOn, amount }: Payment): Promise<void> {
    const posted = { sourceId: reversesId ?? '', number: numberOf(invoice), date: receivedOn };
    await this.accounting.postPaymentReversed(posted);
    await this.note('payment.reversed', invoice, { paymentId: reversesId, amount: shown(amount, invoice) });
  }

  private note(action: string, { id, number, status, currency }: Invoice, what: object): Promise<void> {
    const after = { number, status, currency, ...what };
    return this.audit.record({ action, entity: 'invoice', entityId: id, after });
  }
}

const numberOf = ({ number }: Invoice): string => number ?? '';

const shown = (amount: number, { currency }: Invoice): string => formatMoney(amount, exponentOf(currency));

function taxParts(lines: readonly InvoiceLine[]): TaxPart[] {
  const byRate = Map.groupBy(lines, ({ taxRateId }) => taxRateId);
  return [...byRate].flatMap(([taxRateId, part]) => {
    if (taxRateId === null) return [];
    const { net, tax } = totalAmounts(part);
    return [{ taxRateId, net, tax }];
  });
}
