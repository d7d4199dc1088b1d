import { InjectTenantDataSource } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { BucketRun } from '../../accounting/posting/buckets.js';
import { CompanyService } from '../../company/company.service.js';
import { LocationService } from '../../locations/location.service.js';
import { dayOf, runsOf, runsOfPeriods, type SalesRange, SalesSums } from '../balances/sales-sums.js';
import { Customer } from '../customers/customer.entity.js';
import { Product } from '../products/product.entity.js';
import { periodOf } from './period.js';
import {
  added,
  type Figures,
  figuresOf,
  merged,
  rowDto,
  selectSums,
  type StoredSums,
  totalOf,
  totalsDto,
} from './sales-figures.js';
import type { PeriodReportQuery, SalesReportDto, SalesReportQuery } from './sales-report.dto.js';
import { SOURCES, type Source } from './sales-sources.js';

type Grouped = StoredSums & { id: string | null; key: string | null; label: string | null };
type Narrow = <T extends object>(builder: SelectQueryBuilder<T>) => SelectQueryBuilder<T>;

/** One report: its figures, and what differs between reports. */
interface ReportForm {
  figures: (range: SalesRange) => Promise<Figures[]>;
  order?: (a: Figures, b: Figures) => number;
  /** False where an invoice over several products stands in several rows. */
  oncePerInvoice?: boolean;
}

/** What rows are called by. */
interface Names {
  dimension: 'customer' | 'product';
  entity: typeof Customer | typeof Product;
  /** The column that people know it by. */
  key: 'code' | 'sku';
  /** What has none is called so. */
  unnamed: string;
}

/**
 * Sales, less what was credited, out of the sums that are kept for months and years; only the days at the edges of a
 * range are read from the documents. Everything is added up by the database.
 */
@Injectable()
export class SalesReportService {
  constructor(
    @InjectTenantDataSource() private readonly store: DataSource,
    private readonly sums: SalesSums,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  byCustomer(query: SalesReportQuery): Promise<SalesReportDto> {
    const names: Names = { dimension: 'customer', entity: Customer, key: 'code', unnamed: '' };
    return this.report(query, { figures: (range) => this.bySubject(names, range), order: largestFirst });
  }

  byProduct(query: SalesReportQuery): Promise<SalesReportDto> {
    const names: Names = { dimension: 'product', entity: Product, key: 'sku', unnamed: 'Without a product' };
    return this.report(query, {
      figures: (range) => this.bySubject(names, range),
      order: largestFirst,
      oncePerInvoice: false,
    });
  }

  byLocation(query: SalesReportQuery): Promise<SalesReportDto> {
    const figures = async (range: SalesRange): Promise<Figures[]> => {
      const builder = this.sums.select('all', runsOf('all', range).kept, range.places);
      const groups =
        (await builder
          ?.addSelect('sums.locationKey', 'id')
          .groupBy('sums.locationKey')
          .having(SOLD)
          .getRawMany<Grouped>()) ?? [];
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
      const builder = this.sums.select('all', runsOfPeriods(granularity, range), range.places);
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

  /** From the sums where they are kept, from the documents at the edges. */
  private async bySubject(names: Names, range: SalesRange): Promise<Figures[]> {
    const { kept, days } = runsOf(names.dimension, range);
    const builder = this.sums.select(names.dimension, kept, range.places);
    const groups = builder ? await this.named(builder, 'sums.subjectId', names) : [];
    const figures = named(groups, names.unnamed);
    for (const run of days) {
      for (const source of SOURCES) {
        const edge = await this.ofDocuments(source, names, narrowTo(source, run, range.places));
        figures.push(...named(edge, names.unnamed).map(source.signed));
      }
    }
    return figures;
  }

  /** Added up first and named then: names would make each row of the sorting longer. */
  private named<T extends object>(
    builder: SelectQueryBuilder<T>,
    subject: string,
    { entity, key }: Names,
  ): Promise<Grouped[]> {
    const sums = builder.addSelect(subject, 'subject').groupBy(subject);
    return this.store
      .createQueryBuilder()
      .select(['sums.invoices', 'sums.net', 'sums.tax', 'sums.total'])
      .addSelect('subject.id', 'id')
      .addSelect(`subject.${key}`, 'key')
      .addSelect('subject.name', 'label')
      .from<StoredSums>(`(${sums.getQuery()})`, 'sums')
      .leftJoin(entity, 'subject', 'subject.id = sums.subject')
      .setParameters(sums.getParameters())
      .getRawMany<Grouped>();
  }

  private ofDocuments(source: Source, names: Names, narrow: Narrow): Promise<Grouped[]> {
    if (names.dimension === 'customer') {
      const sums = selectSums(this.documents(source).select([]), source.ofDocument);
      return this.named(narrow(sums), 'document.customerId', names);
    }
    const lines = this.store
      .getRepository<object>(source.line)
      .createQueryBuilder('line')
      .select([])
      .innerJoin(source.document, 'document', `document.id = line.${source.parent}`);
    return this.named(narrow(selectSums(lines, source.ofLine)), 'line.productId', names);
  }

  private async report(
    { from, to, locationId }: SalesReportQuery,
    { figures, order = byKey, oncePerInvoice = true }: ReportForm,
  ): Promise<SalesReportDto> {
    const range = { from, to, places: await this.locations.covered(locationId) };
    const { exponent } = await this.company.known();
    await this.sums.begin();
    const rows = added(await figures(range)).filter(isSold);
    const counted = oncePerInvoice ? {} : { invoices: await this.invoices(range) };
    return {
      from: from ?? null,
      to: to ?? null,
      rows: rows.toSorted(order).map((row) => rowDto(row, exponent)),
      totals: totalsDto({ ...totalOf(rows), ...counted }, exponent),
    };
  }

  private async invoices(range: SalesRange): Promise<number> {
    const builder = this.sums.select('all', runsOf('all', range).kept, range.places);
    const row = await builder?.getRawOne<StoredSums>();
    return Number(row?.invoices ?? 0);
  }

  private documents({ document }: Source): SelectQueryBuilder<object> {
    return this.store.getRepository<object>(document).createQueryBuilder('document');
  }
}

/** Sets the conditions of a query that has the documents of a source as `document`. */
const narrowTo =
  ({ uncounted }: Source, { first, last }: BucketRun, places: SalesRange['places']): Narrow =>
  (builder) => {
    builder.where('document.issueDate BETWEEN :first AND :last', { first, last });
    if (uncounted) builder.andWhere('document.status NOT IN (:...uncounted)', { uncounted });
    if (places) builder.andWhere('document.locationId IN (:...places)', { places });
    return builder;
  };

/** Of what was voided nothing is left but a row of zeros. */
const SOLD = 'SUM(sums.invoices) <> 0 OR SUM(sums.net) <> 0 OR SUM(sums.tax) <> 0 OR SUM(sums.total) <> 0';
const isSold = ({ invoices, net, tax, total }: Figures): boolean =>
  [invoices, net, tax, total].some((figure) => figure !== 0);

const largestFirst = (a: Figures, b: Figures): number => b.total - a.total || byKey(a, b);
const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : 1);

const byKey = (a: Figures, b: Figures): number => (a.key < b.key ? -1 : 1);

/** What has no name of its own gets `unnamed`. */
const named = (groups: readonly Grouped[], unnamed: string): Figures[] =>
  groups.map(({ id, key, label, ...sums }) =>
    figuresOf(sums, { id: id ?? undefined, key: key ?? '', label: label ?? unnamed }),
  );
