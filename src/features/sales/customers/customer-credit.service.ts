import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NotFoundError } from '../../../errors.js';
import { exponentOf } from '../../../money/currency.js';
import { formatMoney, sumMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { CreditExceededError } from './customer.errors.js';
import { Customer } from './customer.entity.js';

/** What the company owes its customers. The row is locked, so that credit isn't given back twice. */
@Injectable()
export class CustomerCreditService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    private readonly company: CompanyService,
  ) {}

  async add(id: string, amount: number): Promise<Customer> {
    return this.change(await this.lock(id), amount);
  }

  /** Throws CreditExceededError when the customer has less. */
  async take(id: string, amount: number): Promise<Customer> {
    const customer = await this.lock(id);
    if (amount > customer.credit) {
      const exponent = exponentOf((await this.company.get()).currency);
      throw new CreditExceededError(formatMoney(amount, exponent), formatMoney(customer.credit, exponent));
    }
    return this.change(customer, -amount);
  }

  private async lock(id: string): Promise<Customer> {
    const customer = await this.customers.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!customer) throw new NotFoundError('customer', id);
    return customer;
  }

  private async change(customer: Customer, by: number): Promise<Customer> {
    const credit = sumMoney([customer.credit, by], 'credit');
    await this.customers.update({ id: customer.id }, { credit, updatedAt: new Date() });
    return Object.assign(customer, { credit });
  }
}
