import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { findByIds, UnknownReferenceError } from '../../platform.js';
import { TaxRate } from '../rows/tax-rate.entity.js';
import { TaxRateInactiveError } from './tax-rate.errors.js';

/** What other features may ask about tax rates. */
@Injectable()
export class TaxRateService {
  constructor(@InjectTenantRepository(TaxRate) private readonly rates: Repository<TaxRate>) {}

  /** The rates with these ids, inactive ones too; unknown ids are left out. */
  find(ids: readonly string[]): Promise<Map<string, TaxRate>> {
    return findByIds(this.rates, ids);
  }

  /** The rates with these codes, inactive ones too; unknown codes are left out. A company has tens of rates. */
  async findByCode(codes: readonly string[]): Promise<Map<string, TaxRate>> {
    const wanted = new Set(codes);
    if (wanted.size === 0) return new Map();
    const rows = await this.rates.find({ order: { code: 'ASC' } });
    return new Map(rows.filter(({ code }) => wanted.has(code)).map((row) => [row.code, row]));
  }

  /** The rate, or UnknownReferenceError / TaxRateInactiveError when it may not be used on that day. */
  async getUsable(id: string, on: string, path = 'taxRateId'): Promise<TaxRate> {
    const rate = await this.rates.findOneBy({ id });
    if (!rate) throw new UnknownReferenceError(path, id);
    this.assertUsable(rate, on, path);
    return rate;
  }

  /** Throws TaxRateInactiveError where a document of that day may not carry the rate. */
  assertUsable(rate: TaxRate, on: string, path: string): void {
    if (!isUsable(rate, on)) throw new TaxRateInactiveError(rate.code, on, path);
  }
}

const isUsable = (rate: Pick<TaxRate, 'active' | 'validFrom' | 'validTo'>, on: string): boolean =>
  rate.active && (rate.validFrom ?? on) <= on && on <= (rate.validTo ?? on);
