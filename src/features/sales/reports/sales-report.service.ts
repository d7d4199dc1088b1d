import { InjectTenantDataSource } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { CompanyService } from '../../company/company.service.js';
import { LocationService } from '../../locations/location.service.js';
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
  totalsDto,
} from './sales-figures.js';
import type { PeriodReportQuery, SalesReportDto, SalesReportQuery } from './sales-report.dto.js';
import { SOURCES, type Source } from './sales-sources.js';

type Grouped = StoredSums & { id: string | null; key: string | null; label: string | null };
type Narrow = <T extends object>(builder: SelectQueryBuilder<T>) => SelectQueryBuilder<T>;
type Groups = (source: Source, narrow: Narrow) => Promise<Figures[]>;

interface ReportForm {
  order?: (a: Figures, b: Figures) => number;
  /** Whether each invoice is counted in one row alone. */
  oncePerInvoice?: boolean;
}

/** Sales, less what was credited, added up by the database; no document is loaded. */
@Injectable()
export class SalesReportService {
  constructor(
    @InjectTenantDataSource() private readonly store: DataSource,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  byCustomer(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.largestFirst(query, async (source, narrow) => {
      const builder = this.documents(source)
        .innerJoin(Customer, 'customer', 'customer.id = document.customerId')
        .select('customer.id', 'id')
        .addSelect('customer.code', 'key')
        .addSelect('customer.name', 'label')
        .groupBy('customer.id')
        .addGroupBy('customer.code')
        .addGroupBy('customer.name');
      return named(await narrow(selectSums(builder, source.ofDocument)).getRawMany<Grouped>(), '');
    });
  }

  byProduct(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.largestFirst(
      query,
      async (source, narrow) => {
        const builder = this.store
          .getRepository<object>(source.line)
          .createQueryBuilder('line')
          .innerJoin(source.document, 'document', `document.id = line.${source.parent}`)
          .leftJoin(Product, 'product', 'product.id = line.productId')
          .select('product.id', 'id')
          .addSelect('product.sku', 'key')
          .addSelect('product.name', 'label')
          .groupBy('product.id')
          .addGroupBy('product.sku')
          .addGroupBy('product.name');
        const groups = await narrow(selectSums(builder, source.ofLine)).getRawMany<Grouped>();
        return named(groups, 'Without a product');
      },
      SEVERAL_TIMES,
    );
  }

  byLocation(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.largestFirst(query, async (source, narrow) => {
      const builder = this.documents(source)
        .select('document.locationId', 'id')
        .groupBy('document.locationId');
      const groups = await narrow(selectSums(builder, source.ofDocument)).getRawMany<Grouped>();
      const places = await this.locations.find(groups.flatMap(({ id }) => id ?? []));
      const withNames = groups.map((group) => {
        const place = places.get(group.id ?? '');
        return { ...group, key: place?.code ?? null, label: place?.name ?? null };
      });
      return named(withNames, 'Without a location');
    });
  }

  byPeriod({ granularity, ...query }: PeriodReportQuery): Promise<SalesReportDto> {
    return this.report(query, async (source, narrow) => {
      // As text: a driver may make a local midnight, and so another day, of a date.
      const builder = this.documents(source)
        .select('CAST(document.issueDate AS CHAR(10))', 'key')
        .groupBy('document.issueDate')
        .orderBy('document.issueDate');
      const sums = selectSums(builder, source.ofDocument);
      const days = await narrow(sums).getRawMany<StoredSums & { key: string }>();
      return merged(days.map((day) => figuresOf(day, periodOf(day.key, granularity))));
    });
  }

  private largestFirst(
    query: SalesReportQuery,
    groups: Groups,
    form: Pick<ReportForm, 'oncePerInvoice'> = {},
  ): Promise<SalesReportDto> {
    const order = (a: Figures, b: Figures) => b.total - a.total || byKey(a, b);
    return this.report(query, groups, { order, ...form });
  }

  private async report(
    query: SalesReportQuery,
    groups: Groups,
    { order = byKey, oncePerInvoice = true }: ReportForm = {},
  ): Promise<SalesReportDto> {
    const narrow = await this.narrowed(query);
    const { exponent } = await this.company.get();
    const rows: Figures[] = [];
    for (const source of SOURCES) {
      rows.push(...(await groups(source, narrow(source))).map(source.signed));
    }
    const [sum] = added(rows.map((figures) => ({ ...figures, ...UNNAMED, id: undefined })));
    const counted = oncePerInvoice ? {} : { invoices: await this.invoices(narrow) };
    return {
      from: query.from ?? null,
      to: query.to ?? null,
      rows: added(rows)
        .toSorted(order)
        .map((row) => rowDto(row, exponent)),
      totals: totalsDto({ ...UNNAMED, ...NOTHING, ...sum, ...counted }, exponent),
    };
  }

  private async invoices(narrow: (source: Source) => Narrow): Promise<number> {
    const counts: number[] = [];
    for (const source of SOURCES.filter(({ counted }) => counted)) {
      counts.push(await narrow(source)(this.documents(source)).getCount());
    }
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private documents({ document }: Source): SelectQueryBuilder<object> {
    return this.store.getRepository<object>(document).createQueryBuilder('document');
  }

  /** Adds the report's conditions to a query that has the documents of a source as `document`. */
  private async narrowed({ from, to, locationId }: SalesReportQuery): Promise<(source: Source) => Narrow> {
    const places = await this.locations.covered(locationId);
    return ({ counted }) =>
      (builder) => {
        if (counted) builder.where('document.status IN (:...counted)', { counted });
        if (from !== undefined) builder.andWhere('document.issueDate >= :from', { from });
        if (to !== undefined) builder.andWhere('document.issueDate <= :to', { to });
        if (places) builder.andWhere('document.locationId IN (:...places)', { places });
        return builder;
      };
  }
}

/** An invoice over several products stands in several rows. */
const SEVERAL_TIMES = { oncePerInvoice: false };
const UNNAMED = { key: '', label: '' };
const NOTHING = { invoices: 0, net: 0, tax: 0, total: 0 };

const byKey = (a: Figures, b: Figures): number => (a.key < b.key ? -1 : 1);

/** What has no name of its own gets `unnamed`. */
const named = (groups: readonly Grouped[], unnamed: string): Figures[] =>
  groups.map(({ id, key, label, ...sums }) =>
    figuresOf(sums, { id: id ?? undefined, key: key ?? '', label: label ?? unnamed }),
  );
