import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  lockRow,
  assertVersion,
  AuditService,
  fixed,
  isForeignKeyViolation,
  isUniqueViolation,
  keysetPage,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
  TakenError,
  ValidationError,
} from '../../platform.js';
import { categoryOfRate, fitsRate } from '../rows/tax-category.js';
import type { TaxRateCreateDto, TaxRatePatchDto, TaxRateQuery } from './tax-rate.dto.js';
import { TaxRate } from '../rows/tax-rate.entity.js';
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
    searchText(builder, query.q);
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
    const { category = categoryOfRate(input.rate) } = input;
    const rate = Object.assign(this.rates.create(input), { rate: fixed(input.rate, 4), category });
    assertFits(rate);
    await named(rate.code, () => this.rates.insert(rate));
    await this.audit.recordOf('tax_rate.created', rate.id, { after: shown(rate) });
    return this.get(rate.id);
  }

  @Transactional()
  async update(id: string, { version, ...change }: TaxRatePatchDto): Promise<TaxRate> {
    const row = await lockRow(this.rates, 'tax rate', id);
    assertVersion('tax rate', row, version);
    const meaning = meaningOf(row, change);
    if (isAnother(row, meaning) && (await this.use.isUsed(id))) {
      const remedy = 'Its percentage and its category stay: make a new rate and deactivate it.';
      throw new TaxRateInUseError(row.code, remedy);
    }
    const before = shown(row);
    const next = Object.assign(row, change, meaning);
    assertOrder(next);
    assertFits(next);
    const saved = await named(next.code, () => this.rates.save(next));
    await this.audit.recordOf('tax_rate.changed', id, { before, after: shown(saved) });
    return saved;
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const rate = await this.get(id);
    await this.audit.recordOf('tax_rate.deleted', id, { before: shown(rate) });
    try {
      await this.rates.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error))
        throw new TaxRateInUseError(rate.code, 'Deactivate it instead of deleting it.');
      throw error;
    }
  }
}

/** Says which code it is that another rate has. */
async function named<T>(code: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new TakenError('code', code) : error;
  }
}

type Meaning = Pick<TaxRate, 'rate' | 'category'>;

/** A category that the new percentage rules out is replaced, unless another one was named. */
function meaningOf(row: TaxRate, change: TaxRatePatchDto): Meaning {
  const rate = change.rate === undefined ? row.rate : fixed(change.rate, 4);
  const isKept = (Number(rate) === 0) === (Number(row.rate) === 0);
  return { rate, category: change.category ?? (isKept ? row.category : categoryOfRate(rate)) };
}

/** What a rate that is older than categories is may still be said once. */
const isAnother = (row: TaxRate, { rate, category }: Meaning): boolean =>
  rate !== row.rate || (category !== row.category && row.isClassified === true);

function assertFits({ rate, category }: Meaning): void {
  if (fitsRate(category, rate)) return;
  throw new ValidationError([{ path: 'category', message: `"${category}" charges no tax: its rate is 0` }]);
}

const shown = ({ code, name, rate, category, reason, validFrom, validTo, active }: TaxRate) => ({
  code,
  name,
  rate,
  category,
  reason,
  validFrom,
  validTo,
  active,
});

function assertOrder({ validFrom, validTo }: Pick<TaxRateCreateDto, 'validFrom' | 'validTo'>): void {
  if (!validFrom || !validTo || validFrom <= validTo) return;
  throw new ValidationError([{ path: 'validTo', message: 'validTo must not lie before validFrom' }]);
}
