import { InjectTenantRepository, Transactional } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { NotFoundError, ValidationError } from '../../../errors.js';
import { keysetPage, type Page, parseSort, searchText } from '../../../http/pagination.js';
import { AuditService } from '../../../identity/audit/audit.service.js';
import { isForeignKeyViolation } from '../../../input/store-errors.js';
import { assertVersion } from '../../../input/version.js';
import { fixed } from '../../../money/decimal.js';
import type { TaxRateCreateDto, TaxRatePatchDto, TaxRateQuery } from './tax-rate.dto.js';
import { TaxRate } from './tax-rate.entity.js';
import { TaxRateInUseError } from './tax-rate.errors.js';
import { TaxRateUse } from './tax-rate-use.service.js';

/** The list of tax rates that accountants keep. */
@Injectable()
export class TaxRateListService {
  constructor(
    @InjectTenantRepository(TaxRate) private readonly rates: Repository<TaxRate>,
    private readonly use: TaxRateUse,
    private readonly audit: AuditService,
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

  @Transactional()
  async create(input: TaxRateCreateDto): Promise<TaxRate> {
    assertOrder(input);
    const rate = Object.assign(this.rates.create(input), { rate: fixed(input.rate, 4) });
    await this.rates.insert(rate);
    await this.record('created', rate.id, { after: shown(rate) });
    return this.get(rate.id);
  }

  @Transactional()
  async update(id: string, { version, ...change }: TaxRatePatchDto): Promise<TaxRate> {
    const row = await this.rates.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError('tax rate', id);
    assertVersion('tax rate', row, version);
    const rate = change.rate === undefined ? row.rate : fixed(change.rate, 4);
    if (rate !== row.rate && (await this.use.isUsed(id))) {
      throw new TaxRateInUseError(row.code, 'Its percentage stays: make a new rate and deactivate it.');
    }
    const before = shown(row);
    const next = Object.assign(row, change, { rate });
    assertOrder(next);
    const saved = await this.rates.save(next);
    await this.record('changed', id, { before, after: shown(saved) });
    return saved;
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const rate = await this.get(id);
    await this.record('deleted', id, { before: shown(rate) });
    try {
      await this.rates.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error))
        throw new TaxRateInUseError(rate.code, 'Deactivate it instead of deleting it.');
      throw error;
    }
  }
  private record(what: string, entityId: string, states: { before?: object; after?: object }): Promise<void> {
    return this.audit.record({ action: `tax_rate.${what}`, entity: 'tax_rate', entityId, ...states });
  }
}

const shown = ({ code, name, rate, validFrom, validTo, active }: TaxRate) => ({
  code,
  name,
  rate,
  validFrom,
  validTo,
  active,
});

function assertOrder({ validFrom, validTo }: Pick<TaxRateCreateDto, 'validFrom' | 'validTo'>): void {
  if (!validFrom || !validTo || validFrom <= validTo) return;
  throw new ValidationError([{ path: 'validTo', message: 'validTo must not lie before validFrom' }]);
}
