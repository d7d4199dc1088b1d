import { Injectable } from '@nestjs/common';
import { totalAmounts } from '../../../money/line.js';
import { AccountingService } from '../../accounting/accounting.service.js';
import type { TaxPart } from '../../accounting/posting/postings.js';
import type { Invoice } from './invoice.entity.js';
import type { InvoiceLine } from './invoice-line.entity.js';
import type { Payment } from './payment.entity.js';

/** Tells the books what happened to an invoice, in the transaction in which it happened. */
@Injectable()
export class InvoicePostingService {
  constructor(private readonly accounting: AccountingService) {}

  issued(invoice: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
    const { id, net, tax, total, locationId, issueDate } = invoice;
    return this.accounting.postInvoiceIssued({
      invoiceId: id,
      number: numberOf(invoice),
      date: issueDate ?? '',
      locationId,
      net,
      tax,
      total,
      taxes: taxParts(lines),
    });
  }

  voided(invoice: Invoice, date: string): Promise<void> {
    return this.accounting.postInvoiceVoided({ sourceId: invoice.id, number: numberOf(invoice), date });
  }

  received(invoice: Invoice, { id, amount, method, receivedOn }: Payment): Promise<void> {
    return this.accounting.postPaymentReceived({
      paymentId: id,
      number: numberOf(invoice),
      date: receivedOn,
      locationId: invoice.locationId,
      method,
      amount,
    });
  }

  reversed(invoice: Invoice, paymentId: string, date: string): Promise<void> {
    return this.accounting.postPaymentReversed({ sourceId: paymentId, number: numberOf(invoice), date });
  }
}

const numberOf = ({ number }: Invoice): string => number ?? '';

function taxParts(lines: readonly InvoiceLine[]): TaxPart[] {
  const byRate = Map.groupBy(lines, ({ taxRateId }) => taxRateId);
  return [...byRate].flatMap(([taxRateId, part]) => {
    if (taxRateId === null) return [];
    const { net, tax } = totalAmounts(part);
    return [{ taxRateId, net, tax }];
  });
}
