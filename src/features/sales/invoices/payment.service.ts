import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { ConflictError, NotFoundError } from '../../../errors.js';
import { keysetPage, type Page, type PageQuery } from '../../../http/pagination.js';
import { laterOf } from '../../../input/day.js';
import { exponentOf } from '../../../money/currency.js';
import { formatMoney, parseMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { CustomerCreditService } from '../customers/customer-credit.service.js';
import type { PaymentInput, ReversalInput } from './invoice-actions.dto.js';
import { balanceOf, statusOf } from './invoice.amounts.js';
import type { Invoice } from './invoice.entity.js';
import { NotIssuedError, PaymentExceedsBalanceError, ReversalBeforePaymentError } from './invoice.errors.js';
import { InvoiceService } from './invoice.service.js';
import { InvoiceRecordService } from './invoice-record.service.js';
import { countedOn } from './payment.days.js';
import { PaymentDto } from './payment.dto.js';
import { Payment, type PaymentMethod } from './payment.entity.js';

interface NewPayment {
  amount: number;
  credit: number;
  method: PaymentMethod;
  receivedOn: string;
  reference: string | null | undefined;
  reversesId?: string;
}

/** Money received for invoices. The invoice is locked, so its balance can't be paid twice. */
@Injectable()
export class PaymentService {
  constructor(
    @InjectTenantRepository(Payment) private readonly payments: Repository<Payment>,
    private readonly store: InvoiceService,
    private readonly company: CompanyService,
    private readonly record: InvoiceRecordService,
    private readonly credit: CustomerCreditService,
  ) {}

  async list(invoiceId: string, query: PageQuery): Promise<Page<PaymentDto>> {
    const invoice = await this.store.get(invoiceId);
    const builder = this.payments.createQueryBuilder('payment').where({ invoiceId });
    const { items, nextCursor } = await keysetPage(builder, {
      query,
      sort: [{ column: 'id', direction: 'ASC' }],
    });
    return { items: items.map((payment) => new PaymentDto(payment, invoice)), nextCursor };
  }

  @Transactional()
  async receive(invoiceId: string, input: PaymentInput): Promise<PaymentDto> {
    const { amount: text, method, reference, version } = input;
    const invoice = await this.store.lock(invoiceId, version);
    if (invoice.status === 'draft' || invoice.status === 'void') {
      throw new NotIssuedError(invoice.status, 'it takes no payments.');
    }
    const exponent = exponentOf(invoice.currency);
    const amount = parseMoney(text, exponent, 'amount');
    const balance = balanceOf(invoice);
    if (amount > balance && !input.allowOverpayment) {
      throw new PaymentExceedsBalanceError(formatMoney(amount, exponent), formatMoney(balance, exponent));
    }
    const credit = Math.max(0, amount - balance);
    if (credit > 0) await this.credit.add(invoice.customerId, credit);
    const receivedOn = input.receivedOn ?? (await this.company.today());
    const payment = await this.book(invoice, { amount, credit, method, receivedOn, reference });
    await this.record.received(invoice, payment);
    return new PaymentDto(payment, invoice);
  }

  /** Takes a payment back by a second one below zero; neither is ever changed. */
  @Transactional()
  async reverse(
    invoiceId: string,
    paymentId: string,
    { receivedOn: wanted, reference }: ReversalInput,
  ): Promise<PaymentDto> {
    const invoice = await this.store.lock(invoiceId);
    const payment = await this.standing(invoice, paymentId);
    const receivedOn = await this.dayOfReversal(countedOn(invoice, payment), wanted);
    const { method, amount, credit } = payment;
    const taken = { amount: credit, day: receivedOn, path: 'receivedOn' };
    if (credit > 0) await this.credit.take(invoice.customerId, taken);
    const back = { amount: -amount, credit: 0 - credit };
    const columns = { ...back, method, reversesId: paymentId, receivedOn, reference };
    const reversal = await this.book(invoice, columns);
    await this.record.reversed(invoice, reversal);
    return new PaymentDto(reversal, invoice);
  }

  /** A payment that can be taken back. */
  private async standing(invoice: Invoice, id: string): Promise<Payment> {
    // Older versions voided what had such payments; the store lets nothing change a void invoice.
    if (invoice.status === 'void') {
      throw new NotIssuedError('void', "its payments stay. Pay the customer's credit back instead.");
    }
    const payment = await this.payments.findOneBy({ id, invoiceId: invoice.id });
    if (!payment) throw new NotFoundError('payment', id);
    if (payment.reversesId) throw new ConflictError('This is a reversal itself. Book a new payment instead.');
    if (await this.payments.existsBy({ reversesId: id })) {
      throw new ConflictError('This payment has been reversed already.');
    }
    return payment;
  }

  private async dayOfReversal(earliest: string, wanted: string | null | undefined): Promise<string> {
    if (wanted && wanted < earliest) throw new ReversalBeforePaymentError(wanted, earliest);
    return wanted ?? laterOf(earliest, await this.company.today());
  }

  private async book(invoice: Invoice, columns: NewPayment): Promise<Payment> {
    const payment = this.payments.create({ ...columns, invoiceId: invoice.id });
    await this.payments.insert(payment);
    const paid = invoice.paid + columns.amount - columns.credit;
    await this.store.change(invoice, { paid, status: statusOf({ ...invoice, paid }) });
    return payment;
  }
}
