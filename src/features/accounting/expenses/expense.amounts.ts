import { Injectable } from '@nestjs/common';
import { assertDocument, lineAmounts, parseMoney, ValidationError } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { BookingDays } from '../calendar/booking-days.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';
import type { Expense } from '../rows/expense.entity.js';

/** Decimal strings as they were sent. */
interface Given {
  net?: string | undefined;
  gross?: string | undefined;
}

interface Terms {
  taxRateId?: string | null | undefined;
  date: string;
}

export type ExpenseSums = Pick<Expense, 'net' | 'tax' | 'total' | 'isGross'>;

/** What an expense comes to. */
@Injectable()
export class ExpenseAmounts {
  constructor(
    private readonly company: CompanyService,
    private readonly rates: TaxRateService,
    private readonly days: BookingDays,
  ) {}

  /** Minor units. Throws ValidationError unless one of both was given, UnknownReferenceError and the like. */
  async of(given: Given, terms: Terms): Promise<ExpenseSums> {
    if ((given.net === undefined) === (given.gross === undefined)) throw onlyOne();
    const { exponent } = await this.company.get();
    const isGross = given.gross !== undefined;
    const amount = parseMoney(given.gross ?? given.net ?? '', exponent, isGross ? 'gross' : 'net');
    return this.sums(amount, isGross, terms);
  }

  /** The same of a draft that changes: what was given for it stays, unless another amount is. */
  async again(draft: Expense, given: Given, terms: Terms): Promise<ExpenseSums> {
    if (given.net !== undefined || given.gross !== undefined) return this.of(given, terms);
    return this.sums(draft.isGross ? draft.total : draft.net, draft.isGross, terms);
  }

  private async sums(amount: number, isGross: boolean, { taxRateId, date }: Terms): Promise<ExpenseSums> {
    await this.days.assert(date);
    const taxRate = taxRateId ? (await this.rates.getUsable(taxRateId, date)).rate : '0';
    const line = { quantity: '1', unitPrice: amount, discount: '0', taxRate, priceIncludesTax: isGross };
    const path = isGross ? 'gross' : 'net';
    const { net, tax, gross: total } = lineAmounts(line, path);
    assertDocument(total, path);
    return { net, tax, total, isGross };
  }
}

const onlyOne = (): ValidationError =>
  new ValidationError([{ path: 'net', message: 'give either net or gross' }]);
