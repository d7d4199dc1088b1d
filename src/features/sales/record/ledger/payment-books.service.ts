import { Injectable } from '@nestjs/common';
import { type Invoice, numberOf, owedFrom } from '../../rows/invoice.entity.js';
import { isOfCredit, type Payment } from '../../rows/payment.entity.js';
import { SalesBooks } from './sales-books.service.js';

/** What a payment of an invoice means to the books. */
@Injectable()
export class PaymentBooks {
  constructor(private readonly books: SalesBooks) {}

  async received(invoice: Invoice, payment: Payment): Promise<void> {
    const { id: sourceId, amount, credit, method, receivedOn: date, deposited } = payment;
    const posting = { sourceId, number: numberOf(invoice) ?? '', locationId: invoice.locationId, date };
    const amounts = { total: amount };
    if (method === 'credit' || isOfCredit(payment)) {
      return this.books.post('credit_applied', { ...posting, amounts });
    }
    if (deposited) {
      await this.books.post('deposit_received', { ...posting, amounts, method });
      const applied = { ...posting, date: owedFrom(invoice), amounts: { total: amount - credit } };
      return this.books.post('credit_applied', applied);
    }
    await this.books.post('payment_received', { ...posting, amounts, method });
    if (credit > 0) await this.books.post('credit_kept', { ...posting, amounts: { total: credit } });
  }

  async reversed(invoice: Invoice, reversal: Payment): Promise<void> {
    const { reversesId, receivedOn: date, credit, deposited } = reversal;
    const posted = { sourceId: reversesId ?? '', number: numberOf(invoice) ?? '', date };
    if (deposited || isOfCredit(reversal)) await this.books.takeBack('credit_released', posted);
    if (isOfCredit(reversal)) return;
    if (deposited) return this.books.takeBack('deposit_reversed', posted);
    if (credit < 0) await this.books.takeBack('credit_withdrawn', posted);
    await this.books.takeBack('payment_reversed', posted);
  }
}
