import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { lockRow, ConflictError } from '../../../platform.js';
import { CustomerCreditService } from '../../credit/customer-credit.service.js';
import { CustomerPayment } from '../../rows/customer-payment.entity.js';
import { SalesRecord } from '../../record/sales-record.service.js';
import { PaymentAccess } from './payment-access.service.js';

/** Writes payments of customers: all of one is the customer's credit first. */
@Injectable()
export class CustomerPaymentStore {
  constructor(
    @InjectTenantRepository(CustomerPayment) private readonly payments: Repository<CustomerPayment>,
    private readonly access: PaymentAccess,
    private readonly credit: CustomerCreditService,
    private readonly record: SalesRecord,
  ) {}

  /** A payment that stands, held until the transaction ends. */
  async lock(id: string): Promise<CustomerPayment> {
    const payment = await lockRow(this.payments, 'payment', id);
    await this.access.assertSees(payment);
    if (payment.reversesId) throw new ConflictError('This is a reversal itself. Book a new payment instead.');
    if (await this.payments.existsBy({ reversesId: id })) {
      throw new ConflictError('This payment has been reversed already.');
    }
    return payment;
  }

  async book(columns: Partial<CustomerPayment>): Promise<CustomerPayment> {
    const payment = this.payments.create(columns);
    const { id: sourceId, customerId, receivedOn: day, amount } = payment;
    const { code: customer } = await this.credit.add(customerId, { sourceId, day, amount });
    await this.payments.insert(payment);
    await this.record.tell('deposit.received', { payment, customer });
    return payment;
  }

  /** Throws CreditExceededError where the customer has less left than came with it. */
  async takeBack(
    { id, customerId, locationId, amount, method }: CustomerPayment,
    columns: Pick<CustomerPayment, 'receivedOn' | 'reference'>,
  ): Promise<CustomerPayment> {
    const back = { customerId, locationId, method, amount: -amount, reversesId: id };
    const reversal = this.payments.create({ ...back, ...columns });
    const spent = { day: columns.receivedOn, path: 'receivedOn', use: reversal.id, of: id };
    const { customer } = await this.credit.take(customerId, { amount, ...spent });
    await this.payments.insert(reversal);
    await this.record.tell('deposit.reversed', { payment: reversal, customer: customer.code });
    return reversal;
  }
}
