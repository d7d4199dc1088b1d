import { Injectable } from '@nestjs/common';
import { AccountingService } from '../../accounting/index.js';
import { type Invoice, numberOf, owedFrom } from '../rows/invoice.entity.js';
import { isOfCredit, type Payment } from '../rows/payment.entity.js';

/** What a payment of an invoice means to the books. */
@Injectable()
export class PaymentPostingService {
  constructor(private readonly accounting: AccountingService) {}

  async received(invoice: Invoice, payment: Payment): Promise<void> {
    const { id, amount, credit, method, receivedOn: date, deposited } = payment;
    const posted = { number: numberOf(invoice) ?? '', locationId: invoice.locationId };
    if (method === 'credit' || isOfCredit(payment)) {
      return this.accounting.postCreditApplied({ ...posted, sourceId: id, date, amount });
    }
    const money = { ...posted, paymentId: id, method, date, amount };
    if (deposited) {
      await this.accounting.postDepositReceived(money);
      const applied = { ...posted, sourceId: id, date: owedFrom(invoice), amount: amount - credit };
      return this.accounting.postCreditApplied(applied);
    }
    await this.accounting.postPaymentReceived(money);
    if (credit > 0) await this.accounting.postCreditKept({ ...posted, sourceId: id, date, amount: credit });
  }

  async reversed(invoice: Invoice, reversal: Payment): Promise<void> {
    const { reversesId, receivedOn: date, credit, deposited } = reversal;
    const posted = { sourceId: reversesId ?? '', number: numberOf(invoice) ?? '', date };
    if (deposited || isOfCredit(reversal)) await this.accounting.postCreditReleased(posted);
    if (isOfCredit(reversal)) return;
    if (deposited) return this.accounting.postDepositReversed(posted);
    if (credit < 0) await this.accounting.postCreditWithdrawn(posted);
    await this.accounting.postPaymentReversed(posted);
  }
}
