import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  exponentOf,
  keysetPage,
  laterOf,
  type Page,
  type PageQuery,
  parseAmount,
} from '../../../platform.js';
import type { PaymentInput, ReversalInput } from '../invoices/invoice-actions.dto.js';
import { ReversalBeforePaymentError } from '../../rows/invoice.errors.js';
import { owedFrom } from '../../rows/invoice.entity.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { MoneyReceivedService } from './money-received.service.js';
import { countedOn } from '../../rows/payment.days.js';
import { PaymentDto } from '../../rows/payment.dto.js';
import { isOfCredit, Payment } from '../../rows/payment.entity.js';
import { SettlementService } from './settlement.service.js';
import { CreditSpendingService } from './credit-spending.service.js';

/** Payments of invoices. The invoice is locked, so its balance can't be paid twice. */
@Injectable()
export class PaymentService {
  constructor(
    @InjectTenantRepository(Payment) private readonly payments: Repository<Payment>,
    private readonly store: InvoiceService,
    private readonly settlements: SettlementService,
    private readonly money: MoneyReceivedService,
    private readonly spending: CreditSpendingService,
  ) {}

  async list(invoiceId: string, query: PageQuery): Promise<Page<PaymentDto>> {
    const invoice = await this.store.get(invoiceId);
    const builder = this.payments.createQueryBuilder('payment').where({ invoiceId });
    const { items, nextCursor } = await keysetPage(builder, {
      query,
      sort: [{ column: 'id', direction: 'ASC' }],
    });
    return { items: items.map((payment) => PaymentDto.of(payment, invoice)), nextCursor };
  }

  @Transactional()
  async receive(invoiceId: string, input: PaymentInput): Promise<PaymentDto> {
    const { method, receivedOn, reference } = input;
    const invoice = await this.store.lock(invoiceId, input.version);
    this.settlements.payable(invoice);
    const amount = parseAmount(input.amount, exponentOf(invoice.currency), 'amount');
    const isMoney = method !== 'credit';
    if (!isMoney || !input.allowOverpayment) this.settlements.assertPayable(invoice, amount, 'amount');
    if (isMoney) {
      const terms = { amount, method, receivedOn, reference };
      return PaymentDto.of(await this.money.receive(invoice, terms), invoice);
    }
    const earliest = owedFrom(invoice);
    const payment = await this.spending.spend(invoice, {
      ...{ amount, path: 'receivedOn', columns: { method, reference: reference ?? null } },
      day: receivedOn && laterOf(receivedOn, earliest),
      otherwise: laterOf(earliest, await this.money.today()),
    });
    return PaymentDto.of(payment, invoice);
  }

  /** Takes a payment back by a second one below zero; neither is ever changed. */
  @Transactional()
  async reverse(
    invoiceId: string,
    paymentId: string,
    { receivedOn: wanted, reference }: ReversalInput,
  ): Promise<PaymentDto> {
    const invoice = await this.store.lock(invoiceId);
    const payment = await this.settlements.standing(invoice, paymentId);
    const earliest = countedOn(invoice, payment);
    if (wanted && wanted < earliest) throw new ReversalBeforePaymentError(wanted, earliest);
    const receivedOn = wanted ?? laterOf(earliest, await this.money.today());
    const columns = { receivedOn, reference: reference ?? null };
    const books = isOfCredit(payment) ? this.spending : this.money;
    return PaymentDto.of(await books.giveBack(invoice, payment, columns), invoice);
  }
}
