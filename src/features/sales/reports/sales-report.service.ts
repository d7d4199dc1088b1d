import { Injectable } from '@nestjs/common';
import { compareSums, type RowRange } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationService } from '../../locations/index.js';
import { dayOf, runsOfAll, runsOfPeriods, type SalesRange, SalesSums } from '../kept/sales-sums.js';
import { periodOf } from '../kept/period.js';
import {
  type Figures,
  figuresOf,
  merged,
  rowDto,
  soldSql,
  type StoredSums,
  totalOf,
  totalsDto,
} from './sales-figures.js';
import type {
  PeriodReportQuery,
  SalesReportDto,
  SalesReportQuery,
  SubjectReportDto,
} from './sales-report.dto.js';
import { type Subject, SubjectSums } from './subject-sums.js';

/**
 * Sales, less what was credited, out of the sums that are kept for months and years; only the days at the edges of a
 * range are read from the documents. Everything is added up by the database.
 */
@Injectable()
export class SalesReportService {
  constructor(
    private readonly sums: SalesSums,
    private readonly subjects: SubjectSums,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  byCustomer(query: SalesReportQuery, rows: RowRange): Promise<SubjectReportDto> {
    return this.bySubject({ subject: 'customer', unnamed: '' }, query, rows);
  }

  byProduct(query: SalesReportQuery, rows: RowRange): Promise<SubjectReportDto> {
    return this.bySubject({ subject: 'product', unnamed: 'Without a product' }, query, rows);
  }

  byLocation(query: SalesReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange): Promise<Figures[]> => {
      const builder = this.sums.select(runsOfAll(range), range.places);
      const groups =
        (await builder
          ?.addSelect('sums.locationKey', 'id')
          .groupBy('sums.locationKey')
          .having(soldSql('sums'))
          .getRawMany<StoredSums & { id: string | null }>()) ?? [];
      const places = await this.locations.find(groups.flatMap(({ id }) => id || []));
      const withNames = groups.map((group) => {
        const place = places.get(group.id ?? '');
        return { ...group, id: group.id || null, key: place?.code ?? null, label: place?.name ?? null };
      });
      return named(withNames, 'Without a location');
    };
    return this.report(query, figures, largestFirst);
  }

  byPeriod({ granularity, ...query }: PeriodReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange): Promise<Figures[]> => {
      const builder = this.sums.select(runsOfPeriods(granularity, range), range.places);
      const buckets =
        (await builder
          ?.addSelect('sums.bucket', 'key')
          .groupBy('sums.bucket')
          .having(soldSql('sums'))
          .getRawMany<StoredSums & { key: string }>()) ?? [];
      const days = buckets.map((bucket) => ({ ...bucket, day: dayOf(bucket.key) })).toSorted(byDay);
      return merged(days.map((bucket) => figuresOf(bucket, periodOf(bucket.day, granularity))));
    };
    return this.report(query, figures, byKey);
  }

  private async bySubject(
    { subject, unnamed }: { subject: Subject; unnamed: string },
    query: SalesReportQuery,
    rows: RowRange,
  ): Promise<SubjectReportDto> {
    const { exponent, range } = await this.begun(query);
    const { items, nextCursor } = await this.subjects.of(subject, range, rows);
    const figures = named(items, unnamed).toSorted(largestFirst);
    const isWhole = rows.cursor === undefined && nextCursor === null;
    const total = isWhole
      ? await this.added(subject, figures, range)
      : ((await this.kept(range)) ?? totalOf([]));
    return { ...shown(query, figures, { total, exponent }), nextCursor };
  }

  /** An invoice over several products stands in the rows of each. */
  private async added(subject: Subject, rows: readonly Figures[], range: SalesRange): Promise<Figures> {
    const total = totalOf(rows);
    if (subject === 'customer') return total;
    return { ...total, invoices: (await this.kept(range))?.invoices ?? 0 };
  }

  /** What was sold altogether is kept as well, so that a page needn't read all rows. */
  private async kept(range: SalesRange): Promise<Figures | undefined> {
    const sums = await this.sums.select(runsOfAll(range), range.places)?.getRawOne<StoredSums>();
    return sums && figuresOf(sums, { key: '', label: '' });
  }

  private async report(
    query: SalesReportQuery,
    figures: (range: SalesRange) => Promise<Figures[]>,
    order: (a: Figures, b: Figures) => number,
  ): Promise<SalesReportDto> {
    const { exponent, range } = await this.begun(query);
    const rows = (await figures(range)).filter(isSold);
    return shown(query, rows.toSorted(order), { total: totalOf(rows), exponent });
  }

  private async begun({ from, to, locationId }: SalesReportQuery) {
    const range: SalesRange = { from, to, places: await this.locations.covered(locationId) };
    const { exponent } = await this.company.known();
    await this.sums.begin();
    return { exponent, range };
  }
}

const shown = (
  { from, to }: SalesReportQuery,
  rows: readonly Figures[],
  { total, exponent }: { total: Figures; exponent: number },
): SalesReportDto => ({
  from: from ?? null,
  to: to ?? null,
  rows: rows.map((row) => rowDto(row, exponent)),
  totals: totalsDto(total, exponent),
});

const isSold = ({ invoices, net, tax, total }: Figures): boolean =>
  invoices !== 0 || net !== 0n || tax !== 0n || total !== 0n;

const largestFirst = (a: Figures, b: Figures): number => compareSums(b.total, a.total) || byKey(a, b);
const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : 1);

const byKey = (a: Figures, b: Figures): number => (a.key < b.key ? -1 : 1);

type Named = StoredSums & Record<'id' | 'key' | 'label', string | null>;

/** What has no name of its own gets `unnamed`. */
const named = (groups: readonly Named[], unnamed: string): Figures[] =>
  groups.map((row) =>
    figuresOf(row, { id: row.id ?? undefined, key: row.key ?? '', label: row.label ?? unnamed }),
  );
