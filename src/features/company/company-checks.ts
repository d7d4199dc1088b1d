import { Injectable } from '@nestjs/common';
import { exponentOf } from '../platform.js';
import { FileService } from '../files/index.js';
import type { CompanySettings } from './company-settings.entity.js';
import { CurrencyFixedError, OtherDecimalsError } from './company.errors.js';
import type { Branding } from './company.js';
import { StoredAmounts } from './stored-amounts.js';

/** What a change of the settings has to keep to, beyond their own fields. */
@Injectable()
export class CompanyChecks {
  constructor(
    private readonly amounts: StoredAmounts,
    private readonly files: FileService,
  ) {}

  /** Throws CurrencyFixedError, OtherDecimalsError. */
  async assertCurrency({ currency, currencyFixed }: CompanySettings, next = currency): Promise<void> {
    if (next === currency) return;
    if (currencyFixed) throw new CurrencyFixedError(currency);
    if (exponentOf(next) === exponentOf(currency)) return;
    const table = await this.amounts.find();
    if (table) throw new OtherDecimalsError(currency, next, table);
  }

  /** A new logo becomes the company's. Throws UnknownReferenceError, ValidationError. */
  async claimLogo({ id, branding }: CompanySettings, { logoFileId }: Branding = {}): Promise<void> {
    if (!logoFileId || logoFileId === branding.logoFileId) return;
    await this.files.claim(logoFileId, { area: 'logo', ownerId: id, path: 'branding.logoFileId' });
  }
}
