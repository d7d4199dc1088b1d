import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { type BucketRun, bucketRuns, exactSum, LAST_DAY } from '../../platform.js';
import type { Granularity } from './period.js';
import { SalesBalanceBuilder } from './sales-balance.builder.js';
import { EVERYWHERE, SalesBalance, type SalesDimension } from '../rows/sales-balance.entity.js';
import { type SignedRun, signedRuns } from '../rows/signed-runs.js';
import { type BalanceSums, keptAtPlace, keptEverywhere } from './sold.js';

/** Which days, and which places; undefined: all. */
export interface SalesRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly places: readonly string[] | undefined;
}

/** The parts of a range that are kept as sums, and those that are read from the documents: days at its edges. */
export interface SalesRuns {
  readonly kept: readonly SignedRun[];
  readonly days: readonly SignedRun[];
}

/** A run that is told from the others of its statement, whose parameters are named after it. */
export interface NumberedRun extends SignedRun {
  readonly index: number;
}

export const numbered = (runs: readonly SignedRun[]): NumberedRun[] =>
  runs.map((run, index) => ({ ...run, index }));

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

  /** The rows of these runs altogether as `sums`, added up; undefined when there are none. */
  select(
    runs: readonly SignedRun[],
    places: SalesRange['places'],
  ): SelectQueryBuilder<SalesBalance> | undefined {
    if (runs.length === 0) return undefined;
    return this.within('all', numbered(runs), places)
      .select('SUM(sums.invoices)', 'invoices')
      .addSelect(exactSum('sums.net'), 'net')
      .addSelect(exactSum('sums.tax'), 'tax')
      .addSelect(exactSum('sums.total'), 'total');
  }

  /**
   * The rows of one run, each as its subject and what it adds to that or takes away. In parentheses the columns stay
   * in this order, by which UNION goes. One run at a time: SQLite gathers the rows of several in a table of its own.
   */
  rows(
    dimension: Exclude<SalesDimension, 'all'>,
    run: NumberedRun,
    places: SalesRange['places'],
  ): SelectQueryBuilder<SalesBalance> {
    const signed = (column: keyof BalanceSums): string => `${run.sign === 1 ? '' : '-'}(sums.${column})`;
    return this.within(dimension, [run], places)
      .select('(sums.subjectId)', 'subject')
      .addSelect(signed('invoices'), 'invoices')
      .addSelect(signed('net'), 'net')
      .addSelect(signed('tax'), 'tax')
      .addSelect(signed('total'), 'total');
  }

  private within(
    dimension: SalesDimension,
    runs: readonly NumberedRun[],
    places: SalesRange['places'],
  ): SelectQueryBuilder<SalesBalance> {
    const builder = this.balances.createQueryBuilder('sums');
    for (const { first, last, index } of runs)
      builder.setParameters({ [`first${index}`]: first, [`last${index}`]: last });
    builder.where(`(${runs.map((run) => conditionOf(dimension, run)).join(' OR ')})`);
    if (places) builder.andWhere('sums.locationKey IN (:...places)', { places });
    else if (dimension !== 'all')
      builder.andWhere('sums.locationKey = :everywhere', { everywhere: EVERYWHERE });
    return builder;
  }
}

/** The dimension in each: beside them, SQLite would read all of the dimension instead of the runs. */
function conditionOf(dimension: SalesDimension, { grain, first, last, index }: NumberedRun): string {
  // By equality its rows come in the order of their subjects.
  const buckets = first === last ? `= :first${index}` : `BETWEEN :first${index} AND :last${index}`;
  return `(sums.dimension = '${dimension}' AND sums.grain = '${grain}' AND sums.bucket ${buckets})`;
}

export function runsOf(
  dimension: Exclude<SalesDimension, 'all'>,
  { from, to = LAST_DAY, places }: SalesRange,
): SalesRuns {
  const runs = signedRuns(from, to, (places ? keptAtPlace : keptEverywhere)[dimension]);
  return {
    kept: runs.filter(({ grain }) => grain !== 'day'),
    days: runs.filter(({ grain }) => grain === 'day'),
  };
}

/** Altogether even days are kept. */
export const runsOfAll = ({ from, to = LAST_DAY }: SalesRange): SignedRun[] =>
  bucketRuns(from, to).map(counted);

const counted = (run: BucketRun): SignedRun => ({ ...run, sign: 1 });

/** Buckets of which each lies in one period. */
export function runsOfPeriods(granularity: Granularity, range: SalesRange): SignedRun[] {
  if (granularity === 'day' || granularity === 'week')
    return [counted({ grain: 'day', first: range.from ?? '', last: range.to ?? LAST_DAY })];
  return runsOfAll(range).map((run) =>
    run.grain === 'year' ? { ...run, grain: 'month', first: `${run.first}-01`, last: `${run.last}-12` } : run,
  );
}

/** A day of the bucket. */
export const dayOf = (bucket: string): string => `${bucket}-01-01`.slice(0, 10);
