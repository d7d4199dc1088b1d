import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NotFoundError } from '../../../errors.js';
import { exponentOf } from '../../../money/currency.js';
import { formatMoney, sumMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { CreditExceededError, CreditNotYetThereError } from './customer.errors.js';
import { Customer } from './customer.entity.js';

/** What is to be taken of a customer's credit, on a day that the field `path` said, if it said one. */
interface Wanted {
  amount: number;
  day: string | null | undefined;
  path: string;
}

interface Taken {
  customer: Customer;
  day: string;
}

/**
 * What changed a customer's credit after a day. Payments are two parts, each with an index on days to begin at: a
 * refund of today need not read what somebody bought for years.
 */
const LATER_CHANGES = `(
  SELECT CASE WHEN p.received_on < i.issue_date THEN i.issue_date ELSE p.received_on END AS day, p.credit AS amount
  FROM invoice_payments p JOIN invoices i ON i.id = p.invoice_id
  WHERE i.customer_id = :customerId AND p.credit <> 0 AND p.received_on > :day
  UNION ALL
  SELECT i.issue_date, p.credit FROM invoices i JOIN invoice_payments p ON p.invoice_id = i.id
  WHERE i.customer_id = :customerId AND p.credit <> 0 AND i.issue_date > :day AND p.received_on <= :day
  UNION ALL
  SELECT n.issue_date, n.kept FROM credit_notes n
  WHERE n.customer_id = :customerId AND n.kept <> 0 AND n.issue_date > :day
  UNION ALL
  SELECT r.refunded_on, 0 - r.amount FROM customer_refunds r
  WHERE r.customer_id = :customerId AND r.refunded_on > :day
)`;

/** By day, what the credit has grown by from that day until now. */
const GROWTH = `(
  SELECT later.day AS day, SUM(SUM(later.amount)) OVER (ORDER BY later.day DESC) AS amount
  FROM ${LATER_CHANGES} later GROUP BY later.day
)`;

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

  /**
   * Throws where the customer has less, or had less at the end of that day or of a later one. Without a day it is
   * taken today, or on the first day on which there is enough.
   */
  async take(id: string, { amount, day: wanted, path }: Wanted): Promise<Taken> {
    const customer = await this.lock(id);
    const exponent = exponentOf((await this.company.get()).currency);
    const shown = formatMoney(amount, exponent);
    if (amount > customer.credit) {
      throw new CreditExceededError(shown, formatMoney(customer.credit, exponent));
    }
    const day = wanted ?? (await this.company.today());
    const first = await this.firstDayOf(customer, { amount, day });
    if (first && wanted) throw new CreditNotYetThereError(path, { amount: shown, day, first });
    return { customer: await this.change(customer, -amount), day: first ?? day };
  }

  /** The day from which the credit covers what is taken; undefined where it does from the wanted day on. */
  private async firstDayOf(
    { id, credit }: Customer,
    { amount, day }: { amount: number; day: string },
  ): Promise<string | undefined> {
    const row = await this.customers.manager
      .createQueryBuilder()
      .select('CAST(MAX(growth.day) AS CHAR(10))', 'first')
      .from<object>(GROWTH, 'growth')
      .where('growth.amount > :spare', { spare: credit - amount, customerId: id, day })
      .getRawOne<{ first: string | null }>();
    return row?.first ?? undefined;
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
