import { Injectable } from '@nestjs/common';
import { Decimal } from '../../../money/decimal.js';
import { parseMoney, roundToMinor, sumMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { BookingDays } from '../periods/booking-days.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';

interface Input {
  /** A decimal string as it was sent, or minor units as they are stored. */
  net: string | number;
  taxRateId?: string | null;
  date: string;
}

/** What an expense comes to. */
@Injectable()
export class ExpenseAmounts {
  constructor(
    private readonly company: CompanyService,
    private readonly rates: TaxRateService,
    private readonly days: BookingDays,
  ) {}

  /** Minor units. Throws UnknownReferenceError, TaxRateInactiveError, DateInFutureError or DateBeforeBooksError. */
  async of({ net: given, taxRateId, date }: Input): Promise<{ net: number; tax: number; total: number }> {
    await this.days.assert(date);
    const { exponent } = await this.company.get();
    const net = typeof given === 'number' ? given : parseMoney(given, exponent, 'net');
    const rate = taxRateId ? (await this.rates.getUsable(taxRateId, date)).rate : '0';
    const tax = roundToMinor(new Decimal(net).times(rate), 'tax');
    return { net, tax, total: sumMoney([net, tax], 'total') };
  }
}
