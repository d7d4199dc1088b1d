import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { sumMoney } from '../../../platform.js';
import { CreditParts } from '../../credit/credit-parts.service.js';
import { CustomerService } from '../../parties/customer.service.js';
import { InvoiceService } from '../invoices/invoice.service.js';
import { Payment } from '../../rows/payment.entity.js';
import type { WholePayment } from './customer-payment.dto.js';
import type { CustomerPayment } from '../../rows/customer-payment.entity.js';

/** What has become of payments: what of them stands against invoices, and what is left. */
@Injectable()
export class PaymentParts {
  constructor(
    @InjectTenantRepository(Payment) private readonly parts: Repository<Payment>,
    private readonly credits: CreditParts,
    private readonly invoices: InvoiceService,
    private readonly customers: CustomerService,
  ) {}

  /** The parts that stand against invoices, in the order they were set against them. */
  async standing(paymentIds: readonly string[]): Promise<Payment[]> {
    const all = await this.parts.find({ where: { paymentId: In([...paymentIds]) }, order: { id: 'ASC' } });
    const reversed = new Set(all.map(({ reversesId }) => reversesId));
    return all.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
  }

  async whole(payments: readonly CustomerPayment[]): Promise<Omit<WholePayment, 'isReversed'>[]> {
    const ids = payments.map(({ id }) => id);
    const parts = await this.standing(ids);
    const invoices = await this.invoices.findSeen(parts.map(({ invoiceId }) => invoiceId));
    const byPayment = Map.groupBy(parts, ({ paymentId }) => paymentId);
    const rests = await this.credits.rests(ids);
    const customers = await this.customers.find(payments.map(({ customerId }) => customerId));
    return payments.map((payment) => ({
      payment,
      customer: customers.get(payment.customerId),
      allocated: sumMoney((byPayment.get(payment.id) ?? []).map(({ amount }) => amount)),
      allocations: (byPayment.get(payment.id) ?? []).flatMap((part) => {
        const invoice = invoices.get(part.invoiceId);
        return invoice ? [{ part, invoice }] : [];
      }),
      rest: rests.get(payment.id) ?? 0,
    }));
  }
}
