import { Injectable } from '@nestjs/common';
import { assertDocument } from '../../platform.js';
import { LocationService } from '../../locations/index.js';
import { AccountService } from '../chart/account.service.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';
import type { TaxCategory } from '../rows/tax-category.js';
import type { Expense } from '../rows/expense.entity.js';

/** Looks once more, under the lock, whether a draft may be booked: things may have changed since it was written. */
@Injectable()
export class ExpenseCheck {
  constructor(
    private readonly accounts: AccountService,
    private readonly rates: TaxRateService,
    private readonly locations: LocationService,
  ) {}

  /** What kind of purchase it is to the tax report. */
  async categoryOf(taxRateId: string | null): Promise<TaxCategory> {
    const rates = await this.rates.find(taxRateId ? [taxRateId] : []);
    return rates.get(taxRateId ?? '')?.category ?? 'zero';
  }

  /** Throws UnknownCategoryError. */
  async assertCategory(category: string): Promise<void> {
    await this.accounts.ofCategory(category);
  }

  /** The place it is booked at; see LocationService. */
  place(id: string | null | undefined): Promise<string | null> {
    return this.locations.bookable(id);
  }

  assertPlace(id: string | null | undefined): Promise<void> {
    return this.locations.assertUsable([id]);
  }

  /** The account it is booked on. Throws UnknownCategoryError, TaxRateInactiveError, LocationInactiveError or LocationForbiddenError. */
  async accountOf({ category, date, locationId, taxRateId, total }: Expense): Promise<string> {
    assertDocument(total, 'total');
    await this.locations.assertUsable([locationId]);
    if (taxRateId) await this.rates.getUsable(taxRateId, date);
    return this.accounts.ofCategory(category);
  }
}
