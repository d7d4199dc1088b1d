import { Injectable } from '@nestjs/common';
import { CompanyService } from '../../../company/index.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import { balanceOf } from '../../rows/invoice.amounts.js';
import { type Invoice, owedFrom } from '../../rows/invoice.entity.js';
import { SalesRecord } from '../../record/sales-record.service.js';
import { countedOn } from '../../rows/payment.days.js';
import type { Payment, PaymentMethod } from '../../rows/payment.entity.js';
import { SettlementService } from './settlement.service.js';

interface Received {
  amount: number;
  method: PaymentMethod;
  receivedOn: string | null | undefined;
  reference: string | null | undefined;
}

/** Books money for one invoice, and takes it back. The invoice is locked by the caller. */
@Injectable()
export class MoneyReceivedService {
  constructor(
    private readonly settlements: SettlementService,
    private readonly credit: CustomerCreditService,
    private readonly record: SalesRecord,
    private readonly company: CompanyService,
  ) {}

  today(): Promise<string> {
    return this.company.today();
  }

  /** What is over the balance becomes the customer's credit; so is all of it until the invoice is issued. */
  async receive(invoice: Invoice, { receivedOn: named, reference, ...received }: Received): Promise<Payment> {
    const receivedOn = named ?? (await this.today());
    const credit = Math.max(0, received.amount - balanceOf(invoice));
    const deposited = receivedOn < owedFrom(invoice);
    const columns = { ...received, credit, receivedOn, deposited, reference: reference ?? null };
    const payment = this.settlements.create(invoice, columns);
    const part = { sourceId: payment.id, day: countedOn(invoice, payment), amount: credit };
    if (credit > 0) await this.credit.add(invoice.customerId, part);
    await this.settlements.book(invoice, payment);
    await this.record.tell('payment.received', { invoice, payment });
    return payment;
  }

  /** What was over and became credit is taken from that. */
  async giveBack(
    invoice: Invoice,
    payment: Payment,
    columns: Pick<Payment, 'receivedOn' | 'reference'>,
  ): Promise<Payment> {
    const reversal = this.settlements.opposite(invoice, payment, columns);
    const { id: of, credit: amount } = payment;
    const taken = { amount, day: columns.receivedOn, path: 'receivedOn', use: reversal.id, of };
    if (amount > 0) await this.credit.take(invoice.customerId, taken);
    await this.settlements.book(invoice, reversal);
    await this.record.tell('payment.reversed', { invoice, payment: reversal });
    return reversal;
  }
}
