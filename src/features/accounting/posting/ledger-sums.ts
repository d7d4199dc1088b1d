import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { bucketRuns, exactSum, sumFromStore } from '../../platform.js';
import type { TaxDirection } from '../rows/journal-tax.entity.js';
import type { TaxCategory } from '../rows/tax-category.js';
import { LedgerBalance } from '../rows/ledger-balance.entity.js';
import { TaxBalance } from '../rows/tax-balance.entity.js';
import { TaxCategoryBalance } from '../rows/tax-category-balance.entity.js';

/** Which part of the books is summed up. */
export interface Range {
  /** First day; left out: since the books began. */
  from?: string;
  /** Last day. */
  to: string;
  /** Only what was posted at these places. */
  locationIds?: readonly string[];
  /** Only this account. */
  accountId?: string;
  /** True: without the entries that closed a year. */
  regularOnly?: boolean;
}

/** Minor units; there are books whose sums are larger than a number holds. */
export interface AccountSum {
  accountId: string;
  locationId: string | null;
  debit: bigint;
  credit: bigint;
}

export interface TaxSum {
  direction: TaxDirection;
  taxRateId: string | null;
  /** Null: that of the rate. It was booked before there were categories. */
  category: TaxCategory | null;
  net: bigint;
  tax: bigint;
}

type Raw = Record<string, string | number | null>;

/** Sums over a range of days, made by the store out of a handful of runs of buckets. */
@Injectable()
export class LedgerSums {
  constructor(
    @InjectTenantRepository(LedgerBalance) private readonly balances: Repository<LedgerBalance>,
    @InjectTenantRepository(TaxBalance) private readonly olderTaxes: Repository<TaxBalance>,
    @InjectTenantRepository(TaxCategoryBalance) private readonly taxes: Repository<TaxCategoryBalance>,
  ) {}

  /** One row per account that was posted to. */
  async byAccount(range: Range): Promise<Omit<AccountSum, 'locationId'>[]> {
    const rows = await this.ledger(range).addGroupBy('sums.accountId').getRawMany<Raw>();
    return rows.map(accountSum);
  }

  /** One row per account and place. */
  async byAccountAndLocation(range: Range): Promise<AccountSum[]> {
    const rows = await this.ledger(range)
      .addSelect('sums.locationKey', 'place')
      .groupBy('sums.accountId')
      .addGroupBy('sums.locationKey')
      .getRawMany<Raw>();
    return rows.map((row) => ({
      ...accountSum(row),
      locationId: row['place'] ? String(row['place']) : null,
    }));
  }

  /** One row per direction, tax rate and category; what is older than categories has rows of its own. */
  async byTaxRate(range: Range): Promise<TaxSum[]> {
    const older = taxSums(this.olderTaxes.createQueryBuilder('sums'), 'sums.taxRateId');
    const kept = taxSums(this.taxes.createQueryBuilder('sums'), 'sums.rateKey')
      .addSelect('sums.category', 'category')
      .addGroupBy('sums.category');
    const rows = [
      ...(await within(older, range).getRawMany<Raw>()),
      ...(await within(kept, range).getRawMany<Raw>()),
    ];
    return rows.map((row) => ({
      direction: row['direction'] as TaxDirection,
      taxRateId: row['rate'] ? String(row['rate']) : null,
      category: (row['category'] ?? null) as TaxCategory | null,
      net: sumFromStore(row['net']),
      tax: sumFromStore(row['tax']),
    }));
  }

  private ledger(range: Range): SelectQueryBuilder<LedgerBalance> {
    const builder = this.balances
      .createQueryBuilder('sums')
      .select('sums.accountId', 'account')
      .addSelect(exactSum('sums.debit'), 'debit')
      .addSelect(exactSum('sums.credit'), 'credit');
    if (range.regularOnly) builder.where(`sums.layer = 'regular'`);
    if (range.accountId) builder.andWhere({ accountId: range.accountId });
    return within(builder, range);
  }
}

const accountSum = (row: Raw) => ({
  accountId: String(row['account']),
  debit: sumFromStore(row['debit']),
  credit: sumFromStore(row['credit']),
});

const taxSums = <T extends TaxBalance | TaxCategoryBalance>(
  builder: SelectQueryBuilder<T>,
  rate: string,
): SelectQueryBuilder<T> =>
  builder
    .select('sums.direction', 'direction')
    .addSelect(rate, 'rate')
    .addSelect(exactSum('sums.net'), 'net')
    .addSelect(exactSum('sums.tax'), 'tax')
    .groupBy('sums.direction')
    .addGroupBy(rate);

function within<T extends LedgerBalance | TaxBalance | TaxCategoryBalance>(
  builder: SelectQueryBuilder<T>,
  { from, to, locationIds }: Range,
): SelectQueryBuilder<T> {
  const runs = bucketRuns(from, to);
  const conditions = runs.map(({ grain, first, last }, index) => {
    builder.setParameters({ [`first${index}`]: first, [`last${index}`]: last });
    return `(sums.grain = '${grain}' AND sums.bucket BETWEEN :first${index} AND :last${index})`;
  });
  builder.andWhere(conditions.length > 0 ? `(${conditions.join(' OR ')})` : '1 = 0');
  if (locationIds) builder.andWhere('sums.locationKey IN (:...places)', { places: [...locationIds] });
  return builder;
}
