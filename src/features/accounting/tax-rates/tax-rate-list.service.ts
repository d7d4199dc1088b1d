import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NotFoundError, ValidationError } from '../../../errors.js';
import { keysetPage, type Page, parseSort, searchText } from '../../../http/pagination.js';
import { isForeignKeyViolation } from '../../../input/store-errors.js';
import { assertVersion } from '../../../input/version.js';
import { fixed } from '../../../money/decimal.js';
import { JournalTax } from '../journal/journal-tax.entity.js';
import type { TaxRateCreateDto, TaxRatePatchDto, TaxRateQuery } from './tax-rate.dto.js';
import { TaxRate } from './tax-rate.entity.js';
import { TaxRateInUseError } from './tax-rate.errors.js';

/** The list of tax rates that accountants keep. */
@Injectable()
export class TaxRateListService {
  constructor(
    @InjectTenantRepository(TaxRate) private readonly rates: Repository<TaxRate>,
    @InjectTenantRepository(JournalTax) private readonly posted: Repository<JournalTax>,
  ) {}

  list(query: TaxRateQuery): Promise<Page<TaxRate>> {
    const builder = this.rates
      .createQueryBuilder('rate')
      .where(query.active === undefined ? {} : { active: query.active });
    searchText(builder, query.q, ['code', 'name']);
    const sort = parseSort(query.sort, ['code', 'name', 'rate'], [{ column: 'code', direction: 'ASC' }]);
    return keysetPage(builder, { query, sort });
  }

  async get(id: string): Promise<TaxRate> {
    const rate = await this.rates.findOneBy({ id });
    if (!rate) throw new NotFoundError('tax rate', id);
    return rate;
  }

  async create(input: TaxRateCreateDto): Promise<TaxRate> {
    assertOrder(input);
    const rate = Object.assign(this.rates.create(input), { rate: fixed(input.rate, 4) });
    await this.rates.insert(rate);
    return this.get(rate.id);
  }

  @Transactional()
  async update(id: string, { version, ...change }: TaxRatePatchDto): Promise<TaxRate> {
    const row = await this.rates.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError('tax rate', id);
    assertVersion('tax rate', row, version);
    const rate = change.rate === undefined ? row.rate : fixed(change.rate, 4);
    if (rate !== row.rate && (await this.posted.existsBy({ taxRateId: id }))) {
      throw new TaxRateInUseError(
        row.code,
        'Its percentage stays as posted: make a new rate and deactivate it.',
      );
    }
    const next = Object.assign(row, change, { rate });
    assertOrder(next);
    return this.rates.save(next);
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const { code } = await this.get(id);
    try {
      await this.rates.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error))
        throw new TaxRateInUseError(code, 'Deactivate it instead of deleting it.');
      throw error;
    }
  }
}

function assertOrder({ validFrom, validTo }: Pick<TaxRateCreateDto, 'validFrom' | 'validTo'>): void {
  if (!validFrom || !validTo || validFrom <= validTo) return;
  throw new ValidationError([{ path: 'validTo', message: 'validTo must not lie before validFrom' }]);
}
