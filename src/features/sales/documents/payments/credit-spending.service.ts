import { Injectable } from '@nestjs/common';
import { CustomerCreditService, type Wanted } from '../../credit/customer-credit.service.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { SalesRecord } from '../../record/sales-record.service.js';
import type { Payment } from '../../rows/payment.entity.js';
import { SettlementService } from './settlement.service.js';

/** How credit is set against an invoice. */
interface Spent extends Pick<Wanted, 'amount' | 'day' | 'path' | 'otherwise' | 'of'> {
  columns: Pick<Payment, 'method'> & Partial<Payment>;
}

/** Sets customers' credit against invoices, and gives it back. The invoice is locked by the caller. */
@Injectable()
export class CreditSpendingService {
  constructor(
    private readonly settlements: SettlementService,
    private readonly credit: CustomerCreditService,
    private readonly record: SalesRecord,
  ) {}

  async spend(invoice: Invoice, { columns, ...wanted }: Spent): Promise<Payment> {
    const payment = this.settlements.create(invoice, { ...columns, amount: wanted.amount, credit: 0 });
    const { day } = await this.credit.take(invoice.customerId, { ...wanted, use: payment.id });
    payment.receivedOn = day;
    await this.settlements.book(invoice, payment);
    await this.record.tell('payment.received', { invoice, payment });
    return payment;
  }

  /** The customer has it again, in the parts that it was taken of. */
  async giveBack(
    invoice: Invoice,
    payment: Payment,
    columns: Pick<Payment, 'receivedOn'> & Partial<Payment>,
  ): Promise<Payment> {
    const reversal = this.settlements.opposite(invoice, payment, columns);
    await this.credit.giveBack(invoice.customerId, payment.id, reversal.id);
    await this.settlements.book(invoice, reversal);
    await this.record.tell('payment.reversed', { invoice, payment: reversal });
    return reversal;
  }
}
