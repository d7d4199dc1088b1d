import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { lockRow, Clock, exponentOf, formatMoney, sumMoney } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { Customer } from '../rows/customer.entity.js';
import { LATER_CHANGES } from './credit-changes.js';
import { CreditExceededError, CreditNotYetThereError } from './credit.errors.js';
import { CreditParts, type Spending } from './credit-parts.service.js';
import type { CustomerCredit } from '../rows/customer-credit.entity.js';

/** What is to be taken of a customer's credit. */
export interface Wanted extends Spending {
  /** The day that the field `path` named, if it named one. */
  day: string | null | undefined;
  path: string;
  /** The field that says how much; left out: `amount`. */
  field?: string;
  /** Taken from this day on where none is named; left out: from today. */
  otherwise?: string;
}

interface Taken {
  customer: Customer;
  day: string;
}

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
    private readonly parts: CreditParts,
    private readonly clock: Clock,
  ) {}

  async add(id: string, part: Pick<CustomerCredit, 'sourceId' | 'day' | 'amount'>): Promise<Customer> {
    const customer = await this.change(await this.lock(id), part.amount);
    await this.parts.open(id, part);
    return customer;
  }

  /**
   * Throws where the customer has less, or had less at the end of that day or of a later one. Without a day it is
   * taken today, or on the first day on which there is enough.
   */
  async take(
    id: string,
    { day: wanted, path, field = 'amount', otherwise, ...spending }: Wanted,
  ): Promise<Taken> {
    const customer = await this.lock(id);
    const { amount } = spending;
    const shown = await this.shown(amount);
    if (amount > customer.credit) {
      const what = { path: field, of: "the customer's credit" };
      throw new CreditExceededError(shown, await this.shown(customer.credit), what);
    }
    const day = wanted ?? otherwise ?? (await this.company.today());
    const first = await this.firstDayOf(customer, { amount, day });
    if (first && wanted) throw new CreditNotYetThereError(path, { amount: shown, day, first });
    await this.parts.spend(customer, spending);
    return { customer: await this.change(customer, -amount), day: first ?? day };
  }

  /** Gives back what something took, to the parts that it was taken of. */
  async giveBack(id: string, spentBy: string, use: string): Promise<void> {
    const customer = await this.lock(id);
    await this.change(customer, await this.parts.giveBack(spentBy, use));
  }

  /** Holds the customer, and throws unless this much is left of what came from a payment. */
  async assertRest(id: string, { sourceId, amount, path }: Rest): Promise<void> {
    await this.lock(id);
    const rest = (await this.parts.rests([sourceId])).get(sourceId) ?? 0;
    if (amount <= rest) return;
    const what = { path, of: "the payment's rest" };
    throw new CreditExceededError(await this.shown(amount), await this.shown(rest), what);
  }

  private async shown(amount: number): Promise<string> {
    return formatMoney(amount, exponentOf((await this.company.get()).currency));
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

  private lock(id: string): Promise<Customer> {
    return lockRow(this.customers, 'customer', id);
  }

  private async change(customer: Customer, by: number): Promise<Customer> {
    const credit = sumMoney([customer.credit, by], 'credit');
    await this.customers.update({ id: customer.id }, { credit, updatedAt: this.clock.now() });
    return Object.assign(customer, { credit });
  }
}

/** What is to be spent of the rest of a payment. */
interface Rest {
  sourceId: string;
  amount: number;
  path: string;
}
