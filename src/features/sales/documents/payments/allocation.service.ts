import { Injectable } from '@nestjs/common';
import {
  exponentOf,
  laterOf,
  NotFoundError,
  parseMoney,
  sumMoney,
  UnknownReferenceError,
} from '../../../platform.js';
import { takenBackOn } from '../../../accounting/index.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import { CreditSpendingService } from './credit-spending.service.js';
import { type Invoice, owedFrom } from '../../rows/invoice.entity.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { SettlementService } from './settlement.service.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';
import type { AllocationInput } from './customer-payment-input.dto.js';
import { OpenDays } from './open-days.service.js';

/** An invoice, locked, and what of a payment is for it. */
export interface Allocation {
  invoice: Invoice;
  amount: number;
  path: string;
}

/** Sets payments against invoices. */
@Injectable()
export class AllocationService {
  constructor(
    private readonly invoices: InvoiceService,
    private readonly settlements: SettlementService,
    private readonly spending: CreditSpendingService,
    private readonly credit: CustomerCreditService,
    private readonly days: OpenDays,
  ) {}

  /**
   * Locks the invoices in the order of their ids, so that two who lock several never wait for each other. Throws for
   * what is no invoice of the customer, or has less left to pay.
   */
  async lock(customerId: string, inputs: readonly AllocationInput[]): Promise<Allocation[]> {
    const named = inputs.map((input, index) => ({ ...input, path: `allocations.${index}` }));
    const allocations: Allocation[] = [];
    for (const input of named.toSorted((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))) {
      allocations.push(await this.lockOne(customerId, input));
    }
    return allocations;
  }

  /** Spends what is left of a payment; `date` is a day that was asked for. */
  async spend(
    payment: CustomerPayment,
    allocations: readonly Allocation[],
    date: string | null | undefined,
  ): Promise<void> {
    if (allocations.length === 0) return;
    const { id, customerId } = payment;
    const amount = sumMoney(
      allocations.map((one) => one.amount),
      'allocations',
    );
    await this.credit.assertRest(customerId, { sourceId: id, amount, path: 'allocations' });
    // The earliest first: years are locked in their order, too.
    const dated: (Allocation & { day: string })[] = [];
    for (const one of allocations) dated.push({ ...one, day: await this.dayOf(payment, one, date) });
    for (const { invoice, day, ...one } of dated.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
      const { method, reference } = payment;
      const columns = { method, reference, paymentId: id };
      const when = { day: date, path: 'date', otherwise: day };
      await this.spending.spend(invoice, { amount: one.amount, of: id, ...when, columns });
    }
  }

  private async lockOne(
    customerId: string,
    { invoiceId, amount: text, path }: AllocationInput & { path: string },
  ): Promise<Allocation> {
    const invoice = await this.invoices.lock(invoiceId).catch((error: unknown) => {
      if (error instanceof NotFoundError) throw new UnknownReferenceError(`${path}.invoiceId`, invoiceId);
      throw error;
    });
    if (invoice.customerId !== customerId) throw new UnknownReferenceError(`${path}.invoiceId`, invoiceId);
    const field = `${path}.amount`;
    const amount = parseMoney(text, exponentOf(invoice.currency), field);
    this.settlements.assertPayable(invoice, amount, field);
    return { invoice, amount, path };
  }

  /** The day the money came, or the invoice's where it came before; today where that month is closed. */
  private async dayOf(
    { receivedOn }: CustomerPayment,
    { invoice }: Allocation,
    date: string | null | undefined,
  ): Promise<string> {
    const booked = laterOf(receivedOn, owedFrom(invoice));
    return takenBackOn(date, { booked, otherwise: date ? booked : await this.days.openFrom(booked) });
  }
}
