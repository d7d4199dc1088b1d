import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { type BucketRun, bucketRuns, LAST_DAY } from '../../accounting/posting/buckets.js';
import type { Granularity } from '../reports/period.js';
import { SalesBalanceBuilder } from './sales-balance.builder.js';
import { EVERYWHERE, SalesBalance, type SalesDimension } from './sales-balance.entity.js';
import { grainsOf } from './sold.js';

/** Which days, and which places; undefined: all. */
export interface SalesRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly places: readonly string[] | undefined;
}

/** The parts of a range that are kept as sums, and those that are read from the documents: days at its edges. */
export interface SalesRuns {
  readonly kept: readonly BucketRun[];
  readonly days: readonly BucketRun[];
}

/** Queries over the kept sums. */
@Injectable()
export class SalesSums {
  constructor(
    @InjectTenantRepository(SalesBalance) private readonly balances: Repository<SalesBalance>,
    private readonly builder: SalesBalanceBuilder,
  ) {}

  /** Before the first question: begins the sums where nobody has yet. */
  async begin(): Promise<void> {
    if (!(await this.builder.isBuilt())) await this.builder.build();
  }

  /** The rows of these runs as `sums`; undefined when there are none. */
  select(
    dimension: SalesDimension,
    runs: readonly BucketRun[],
    places: SalesRange['places'],
  ): SelectQueryBuilder<SalesBalance> | undefined {
    if (runs.length === 0) return undefined;
    const builder = this.balances.createQueryBuilder('sums');
    const conditions = runs.map(({ grain, first, last }, index) => {
      builder.setParameters({ [`first${index}`]: first, [`last${index}`]: last });
      // The dimension in each: beside them, SQLite would read all of the dimension instead of the runs.
      // One bucket by equality: its rows come in the order of their subjects.
      const days =
        first === last
          ? `sums.bucket = :first${index}`
          : `sums.bucket BETWEEN :first${index} AND :last${index}`;
      return `(sums.dimension = '${dimension}' AND sums.grain = '${grain}' AND ${days})`;
    });
    builder.where(`(${conditions.join(' OR ')})`);
    if (places) builder.andWhere('sums.locationKey IN (:...places)', { places });
    else if (dimension !== 'all')
      builder.andWhere('sums.locationKey = :everywhere', { everywhere: EVERYWHERE });
    return builder
      .select('SUM(sums.invoices)', 'invoices')
      .addSelect('SUM(sums.net)', 'net')
      .addSelect('SUM(sums.tax)', 'tax')
      .addSelect('SUM(sums.total)', 'total');
  }
}

export function runsOf(dimension: SalesDimension, { from, to = LAST_DAY }: SalesRange): SalesRuns {
  const runs = bucketRuns(from, to);
  const isKept = ({ grain }: BucketRun): boolean => grainsOf(dimension).includes(grain);
  return { kept: runs.filter(isKept), days: runs.filter((run) => !isKept(run)) };
}

/** Buckets of which each lies in one period. */
export function runsOfPeriods(granularity: Granularity, { from, to = LAST_DAY }: SalesRange): BucketRun[] {
  if (granularity === 'day' || granularity === 'week') return [{ grain: 'day', first: from ?? '', last: to }];
  return bucketRuns(from, to).map((run) =>
    run.grain === 'year' ? { grain: 'month', first: `${run.first}-01`, last: `${run.last}-12` } : run,
  );
}

/** A day of the bucket. */
export const dayOf = (bucket: string): string => `${bucket}-01-01`.slice(0, 10);
