import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { ConflictError, exponentOf, formatMoney, NotFoundError } from '../../../platform.js';
import { balanceOf, statusOf } from '../../rows/invoice.amounts.js';
import type { Invoice } from '../../rows/invoice.entity.js';
import { NotIssuedError, PaymentExceedsBalanceError } from '../../rows/invoice.errors.js';
import { INVOICE_STATES } from '../../rows/invoice.states.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { Payment } from '../../rows/payment.entity.js';

/** Writes what is paid of invoices, whatever it is paid with. The invoice is locked by the caller. */
@Injectable()
export class SettlementService {
  constructor(
    @InjectTenantRepository(Payment) private readonly payments: Repository<Payment>,
    private readonly store: InvoiceService,
  ) {}

  /** What may be paid at most; throws for a draft or a void invoice. */
  payable(invoice: Invoice): number {
    INVOICE_STATES.assert(invoice, 'pay');
    return balanceOf(invoice);
  }

  assertPayable(invoice: Invoice, amount: number, path: string): void {
    const balance = this.payable(invoice);
    const exponent = exponentOf(invoice.currency);
    if (amount <= balance) return;
    throw new PaymentExceedsBalanceError(formatMoney(amount, exponent), formatMoney(balance, exponent), path);
  }

  create(invoice: Invoice, columns: Partial<Payment>): Payment {
    return this.payments.create({ ...columns, invoiceId: invoice.id });
  }

  /** What takes a payment back: the same, below zero. */
  opposite(invoice: Invoice, original: Payment, columns: Partial<Payment>): Payment {
    const { id, amount, credit, method, paymentId, deposited } = original;
    const back = { amount: -amount, credit: 0 - credit, reversesId: id };
    return this.create(invoice, { ...back, method, paymentId, deposited, ...columns });
  }

  async book(invoice: Invoice, payment: Payment): Promise<void> {
    await this.payments.insert(payment);
    const paid = invoice.paid + payment.amount - payment.credit;
    await this.store.change(invoice, { paid, status: statusOf({ ...invoice, paid }) });
  }

  /** A payment that can be taken back. */
  async standing(invoice: Invoice, id: string): Promise<Payment> {
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
}
