import { Injectable } from '@nestjs/common';
import { CompanyService } from '../../company/company.service.js';
import { LocationService } from '../../locations/location.service.js';
import { dayOf, runsOfAll, runsOfPeriods, type SalesRange, SalesSums } from '../balances/sales-sums.js';
import { periodOf } from './period.js';
import {
  type Figures,
  figuresOf,
  merged,
  rowDto,
  type StoredSums,
  totalOf,
  totalsDto,
} from './sales-figures.js';
import type { PeriodReportQuery, SalesReportDto, SalesReportQuery } from './sales-report.dto.js';
import { type SubjectRow, SubjectSums } from './subject-sums.js';

/** One report: its figures, and what differs between reports. */
interface ReportForm {
  figures: (range: SalesRange) => Promise<Figures[]>;
  order?: (a: Figures, b: Figures) => number;
  /** False where an invoice over several products stands in several rows. */
  oncePerInvoice?: boolean;
}

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

  byCustomer(query: SalesReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange) => named(await this.subjects.of('customer', range), '');
    return this.report(query, { figures, order: largestFirst });
  }

  byProduct(query: SalesReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange) =>
      named(await this.subjects.of('product', range), 'Without a product');
    return this.report(query, { figures, order: largestFirst, oncePerInvoice: false });
  }

  byLocation(query: SalesReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange): Promise<Figures[]> => {
      const builder = this.sums.select(runsOfAll(range), range.places);
      const groups =
        (await builder
          ?.addSelect('sums.locationKey', 'id')
          .groupBy('sums.locationKey')
          .having(SOLD)
          .getRawMany<SubjectRow>()) ?? [];
      const places = await this.locations.find(groups.flatMap(({ id }) => id || []));
      const withNames = groups.map((group) => {
        const place = places.get(group.id ?? '');
        return { ...group, id: group.id || null, key: place?.code ?? null, label: place?.name ?? null };
      });
      return named(withNames, 'Without a location');
    };
    return this.report(query, { figures, order: largestFirst });
  }

  byPeriod({ granularity, ...query }: PeriodReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange): Promise<Figures[]> => {
      const builder = this.sums.select(runsOfPeriods(granularity, range), range.places);
      const buckets =
        (await builder
          ?.addSelect('sums.bucket', 'key')
          .groupBy('sums.bucket')
          .having(SOLD)
          .getRawMany<StoredSums & { key: string }>()) ?? [];
      const days = buckets.map((bucket) => ({ ...bucket, day: dayOf(bucket.key) })).toSorted(byDay);
      return merged(days.map((bucket) => figuresOf(bucket, periodOf(bucket.day, granularity))));
    };
    return this.report(query, { figures });
  }

  private async report(
    { from, to, locationId }: SalesReportQuery,
    { figures, order = byKey, oncePerInvoice = true }: ReportForm,
  ): Promise<SalesReportDto> {
    const range = { from, to, places: await this.locations.covered(locationId) };
    const { exponent } = await this.company.known();
    await this.sums.begin();
    const rows = (await figures(range)).filter(isSold);
    const counted = oncePerInvoice ? {} : { invoices: await this.invoices(range) };
    return {
      from: from ?? null,
      to: to ?? null,
      rows: rows.toSorted(order).map((row) => rowDto(row, exponent)),
      totals: totalsDto({ ...totalOf(rows), ...counted }, exponent),
    };
  }

  private async invoices(range: SalesRange): Promise<number> {
    const builder = this.sums.select(runsOfAll(range), range.places);
    const row = await builder?.getRawOne<StoredSums>();
    return Number(row?.invoices ?? 0);
  }
}

/** Of what was voided nothing is left but a row of zeros. */
const SOLD = 'SUM(sums.invoices) <> 0 OR SUM(sums.net) <> 0 OR SUM(sums.tax) <> 0 OR SUM(sums.total) <> 0';
const isSold = ({ invoices, net, tax, total }: Figures): boolean =>
  [invoices, net, tax, total].some((figure) => figure !== 0);

const largestFirst = (a: Figures, b: Figures): number => b.total - a.total || byKey(a, b);
const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : 1);

const byKey = (a: Figures, b: Figures): number => (a.key < b.key ? -1 : 1);

/** What has no name of its own gets `unnamed`. */
const named = (groups: readonly SubjectRow[], unnamed: string): Figures[] =>
  groups.map(({ id, key, label, ...sums }) =>
    figuresOf(sums, { id: id ?? undefined, key: key ?? '', label: label ?? unnamed }),
  );
