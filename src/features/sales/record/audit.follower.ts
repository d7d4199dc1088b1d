import { Injectable } from '@nestjs/common';
import { AuditService, exponentOf, formatMoney } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import type { CustomerPayment } from '../rows/customer-payment.entity.js';
import { type Invoice, numberOf } from '../rows/invoice.entity.js';
import type { WriteOff } from '../rows/write-off.entity.js';
import type { SalesEvents, SalesFollower } from './sales-event.js';

/** Writes the audit log. Its actions are the events' names; a deposit is a payment there. */
@Injectable()
export class AuditFollower implements SalesFollower {
  readonly on: SalesFollower['on'] = {
    'invoice.issued': ({ invoice }) => {
      const { issueDate, total } = invoice;
      return this.ofInvoice('invoice.issued', invoice, { issueDate, total: shown(total, invoice) });
    },
    'invoice.voided': ({ invoice, date }) =>
      this.ofInvoice('invoice.voided', invoice, { date, reason: invoice.voidReason }),
    'invoice.written_off': ({ invoice, writeOff }) =>
      this.ofInvoice('invoice.written_off', invoice, writtenOff(writeOff, invoice)),
    'invoice.write_off_reversed': ({ invoice, writeOff }) =>
      this.ofInvoice('invoice.write_off_reversed', invoice, writtenOff(writeOff, invoice)),
    'credit_note.issued': (happened) => this.credited(happened),
    'payment.received': ({ invoice, payment: { id: paymentId, method, amount, credit } }) => {
      const amounts = { amount: shown(amount, invoice), ...(credit && { credit: shown(credit, invoice) }) };
      return this.ofInvoice('payment.received', invoice, { paymentId, method, ...amounts });
    },
    'payment.reversed': ({ invoice, payment: { reversesId: paymentId, amount } }) =>
      this.ofInvoice('payment.reversed', invoice, { paymentId, amount: shown(amount, invoice) }),
    'deposit.received': ({ payment, customer }) => this.ofDeposit('payment.received', payment, customer),
    'deposit.reversed': ({ payment, customer }) => this.ofDeposit('payment.reversed', payment, customer),
    'refund.paid': (happened) => this.refunded(happened),
  };

  constructor(
    private readonly audit: AuditService,
    private readonly company: CompanyService,
  ) {}

  private ofInvoice(action: string, invoice: Invoice, what: object): Promise<void> {
    const { id: entityId, status, currency } = invoice;
    const after = { number: numberOf(invoice), status, currency, ...what };
    return this.audit.record({ action, entity: 'invoice', entityId, after });
  }

  private credited({ note }: SalesEvents['credit_note.issued']): Promise<void> {
    const { id: entityId, number, invoiceId, issueDate, currency, reason } = note;
    const amounts = { total: shown(note.total, note), kept: shown(note.kept, note), currency };
    const after = { number, invoiceId, issueDate, ...amounts, reason };
    return this.audit.record({ action: 'credit_note.issued', entity: 'credit_note', entityId, after });
  }

  private async ofDeposit(action: string, payment: CustomerPayment, customer: string): Promise<void> {
    const { id: entityId, customerId, method, receivedOn: date, reversesId } = payment;
    const amount = await this.inBooks(payment.amount);
    const after = { customerId, customer, method, date, amount, ...(reversesId && { reversesId }) };
    return this.audit.record({ action, entity: 'payment', entityId, after });
  }

  private async refunded({ refund, customer }: SalesEvents['refund.paid']): Promise<void> {
    const { customerId, method, refundedOn: date } = refund;
    const after = { customerId, customer, method, date, amount: await this.inBooks(refund.amount) };
    return this.audit.record({ action: 'refund.paid', entity: 'customer', entityId: customerId, after });
  }

  private async inBooks(amount: number): Promise<string> {
    return formatMoney(amount, (await this.company.get()).exponent);
  }
}

const shown = (amount: number, { currency }: { currency: string }): string =>
  formatMoney(amount, exponentOf(currency));

const writtenOff = ({ total, writtenOffOn: date, reason }: WriteOff, invoice: Invoice) => ({
  amount: shown(total, invoice),
  date,
  reason,
});
