import { Injectable } from '@nestjs/common';
import { numberOf } from '../../rows/invoice.entity.js';
import { taxParts } from '../../rows/tax-parts.js';
import type { SalesEvents, SalesFollower } from '../sales-event.js';
import { PaymentBooks } from './payment-books.service.js';
import { SalesBooks } from './sales-books.service.js';

/** Posts to the books. */
@Injectable()
export class LedgerFollower implements SalesFollower {
  readonly on: SalesFollower['on'] = {
    'invoice.issued': (happened) => this.issued(happened),
    'invoice.voided': ({ invoice: { id: sourceId, number }, date }) =>
      this.books.takeBack('invoice_voided', { sourceId, number: number ?? '', date }),
    'invoice.written_off': (happened) => this.writtenOff(happened),
    'invoice.write_off_reversed': ({ invoice, writeOff: { reversesId, writtenOffOn: date } }) =>
      this.books.takeBack('write_off_reversed', {
        sourceId: reversesId ?? '',
        number: numberOf(invoice) ?? '',
        date,
      }),
    'credit_note.issued': (happened) => this.credited(happened),
    'payment.received': ({ invoice, payment }) => this.payments.received(invoice, payment),
    'payment.reversed': ({ invoice, payment }) => this.payments.reversed(invoice, payment),
    'deposit.received': ({
      payment: { id: sourceId, receivedOn: date, amount: total, ...payment },
      customer,
    }) => {
      const { locationId, method } = payment;
      const posting = { sourceId, number: customer, date, locationId, method };
      return this.books.post('deposit_received', { ...posting, amounts: { total } });
    },
    'deposit.reversed': ({ payment: { reversesId, receivedOn: date }, customer: number }) =>
      this.books.takeBack('deposit_reversed', { sourceId: reversesId ?? '', number, date }),
    'refund.paid': ({ refund, customer }) => {
      const { id: sourceId, amount: total, method, refundedOn: date, locationId } = refund;
      const posting = { sourceId, number: customer, date, locationId, method };
      return this.books.post('refund_paid', { ...posting, amounts: { total } });
    },
  };

  constructor(
    private readonly books: SalesBooks,
    private readonly payments: PaymentBooks,
  ) {}

  private issued({ invoice, lines }: SalesEvents['invoice.issued']): Promise<void> {
    const { id: sourceId, number, issueDate, locationId, net, tax, total } = invoice;
    const posting = { sourceId, number: number ?? '', date: issueDate ?? '', locationId };
    return this.books.post('invoice_issued', {
      ...posting,
      amounts: { net, tax, total },
      taxes: taxParts(lines),
    });
  }

  private async credited({ note, lines }: SalesEvents['credit_note.issued']): Promise<void> {
    const { id: sourceId, number, issueDate: date, locationId, net, tax, total, kept } = note;
    const posting = { sourceId, number, date, locationId };
    const amounts = { net, tax, total };
    await this.books.post('credit_note_issued', { ...posting, amounts, taxes: taxParts(lines) });
    if (kept > 0) await this.books.post('credit_kept', { ...posting, amounts: { total: kept } });
  }

  private writtenOff({ invoice, writeOff, taxes }: SalesEvents['invoice.written_off']): Promise<void> {
    const { id: sourceId, writtenOffOn: date, net, tax, total } = writeOff;
    const posting = { sourceId, number: numberOf(invoice) ?? '', date, locationId: invoice.locationId };
    return this.books.post('invoice_written_off', { ...posting, amounts: { net, tax, total }, taxes });
  }
}
