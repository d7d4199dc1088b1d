import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, MoreThan, Repository } from 'typeorm';
import { sumMoney } from '../../platform.js';
import type { Customer } from '../rows/customer.entity.js';
import { CreditUse } from '../rows/credit-use.entity.js';
import { CustomerCredit } from '../rows/customer-credit.entity.js';

/** What is to be spent: by whom, and of which part first. */
export interface Spending {
  amount: number;
  /** Id of what spends it. */
  use: string;
  /** Id of what the part came from that is spent first; left out: the oldest. */
  of?: string | undefined;
}

const BEFORE_ALL = '1000-01-01';

/** The parts that customers' credit is made of. Called with the customer locked, who stands for them all. */
@Injectable()
export class CreditParts {
  constructor(
    @InjectTenantRepository(CustomerCredit) private readonly parts: Repository<CustomerCredit>,
    @InjectTenantRepository(CreditUse) private readonly uses: Repository<CreditUse>,
  ) {}

  async open(customerId: string, part: Pick<CustomerCredit, 'sourceId' | 'day' | 'amount'>): Promise<void> {
    await this.parts.insert(this.parts.create({ ...part, customerId, rest: part.amount }));
  }

  /** By what they came from: what is left of each; what is spent, or never was a credit, is left out. */
  async rests(sourceIds: readonly string[]): Promise<Map<string, number>> {
    if (sourceIds.length === 0) return new Map();
    const found = await this.parts.findBy({ sourceId: In([...sourceIds]), rest: MoreThan(0) });
    return new Map(found.map(({ sourceId, rest }) => [sourceId, rest]));
  }

  /** Spends the part named first, then the oldest. The caller knows that the credit covers it. */
  async spend(customer: Customer, { amount, use, of }: Spending): Promise<void> {
    let left = amount;
    for (const part of (await this.unspent(customer)).toSorted(oldestFirst(of))) {
      const taken = Math.min(part.rest, left);
      if (taken === 0) break;
      left -= taken;
      await this.use(part, taken, use);
    }
    if (left > 0) throw new Error(`Credit of customer ${customer.id} is not in its parts.`);
  }

  /** Gives back to the parts what something spent of them, and says how much that was. */
  async giveBack(spentBy: string, use: string): Promise<number> {
    const uses = await this.uses.findBy({ sourceId: spentBy });
    for (const { creditId, amount } of uses) {
      const part = await this.parts.findOneByOrFail({ id: creditId });
      await this.use(part, -amount, use);
    }
    return sumMoney(uses.map(({ amount }) => amount));
  }

  private async use(part: CustomerCredit, amount: number, sourceId: string): Promise<void> {
    await this.parts.update({ id: part.id }, { rest: part.rest - amount });
    await this.uses.insert(this.uses.create({ creditId: part.id, sourceId, amount }));
  }

  /** Credit that no part explains is older than the parts: it becomes one of its own. */
  private async unspent({ id: customerId, credit }: Customer): Promise<CustomerCredit[]> {
    const parts = await this.parts.findBy({ customerId, rest: MoreThan(0) });
    const older = credit - sumMoney(parts.map(({ rest }) => rest));
    if (older <= 0) return parts;
    const part = this.parts.create({
      ...{ customerId, sourceId: customerId, day: BEFORE_ALL },
      ...{ amount: older, rest: older },
    });
    await this.parts.insert(part);
    return [part, ...parts];
  }
}

const oldestFirst =
  (first: string | undefined) =>
  (a: CustomerCredit, b: CustomerCredit): number =>
    Number(b.sourceId === first) - Number(a.sourceId === first) ||
    compare(a.day, b.day) ||
    compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
