import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { CompanyService } from '../../company/company.service.js';
import { LocationService } from '../../locations/location.service.js';
import { Customer } from '../customers/customer.entity.js';
import { Invoice } from '../invoices/invoice.entity.js';
import { InvoiceLine } from '../invoices/invoice-line.entity.js';
import { Product } from '../products/product.entity.js';
import { periodOf } from './period.js';
import {
  type Figures,
  figuresOf,
  merged,
  rowDto,
  selectSums,
  type StoredSums,
  totalsDto,
} from './sales-figures.js';
import type { PeriodReportQuery, SalesReportDto, SalesReportQuery } from './sales-report.dto.js';

const COUNTED = ['issued', 'partially_paid', 'paid'];
const OF_INVOICE = { alias: 'invoice', gross: 'total', count: 'COUNT(*)' };
const OF_LINE = { alias: 'line', gross: 'gross', count: 'COUNT(DISTINCT line.invoiceId)' };

type Grouped = StoredSums & { id: string | null; key: string | null; label: string | null };
type Narrow = <T extends object>(builder: SelectQueryBuilder<T>) => SelectQueryBuilder<T>;

/** Sales added up by the database; no invoice is loaded. */
@Injectable()
export class SalesReportService {
  constructor(
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectTenantRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    private readonly locations: LocationService,
    private readonly company: CompanyService,
  ) {}

  byCustomer(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.report(query, async (narrow) => {
      const builder = this.invoices
        .createQueryBuilder('invoice')
        .innerJoin(Customer, 'customer', 'customer.id = invoice.customerId')
        .select('customer.id', 'id')
        .addSelect('customer.code', 'key')
        .addSelect('customer.name', 'label')
        .groupBy('customer.id')
        .addGroupBy('customer.code')
        .addGroupBy('customer.name');
      return named(await narrow(selectSums(builder, OF_INVOICE)).getRawMany<Grouped>(), '');
    });
  }

  byProduct(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.report(query, async (narrow) => {
      const builder = this.lines
        .createQueryBuilder('line')
        .innerJoin(Invoice, 'invoice', 'invoice.id = line.invoiceId')
        .leftJoin(Product, 'product', 'product.id = line.productId')
        .select('product.id', 'id')
        .addSelect('product.sku', 'key')
        .addSelect('product.name', 'label')
        .groupBy('product.id')
        .addGroupBy('product.sku')
        .addGroupBy('product.name');
      return named(await narrow(selectSums(builder, OF_LINE)).getRawMany<Grouped>(), 'Without a product');
    });
  }

  byLocation(query: SalesReportQuery): Promise<SalesReportDto> {
    return this.report(query, async (narrow) => {
      const builder = this.invoices
        .createQueryBuilder('invoice')
        .select('invoice.locationId', 'id')
        .groupBy('invoice.locationId');
      const groups = await narrow(selectSums(builder, OF_INVOICE)).getRawMany<Grouped>();
      const places = await this.locations.find(groups.flatMap(({ id }) => id ?? []));
      const withNames = groups.map((group) => {
        const place = places.get(group.id ?? '');
        return { ...group, key: place?.code ?? null, label: place?.name ?? null };
      });
      return named(withNames, 'Without a location');
    });
  }

  byPeriod({ granularity, ...query }: PeriodReportQuery): Promise<SalesReportDto> {
    return this.report(query, async (narrow) => {
      // As text: a driver may make a local midnight, and so another day, of a date.
      const builder = this.invoices
        .createQueryBuilder('invoice')
        .select('CAST(invoice.issueDate AS CHAR(10))', 'key')
        .groupBy('invoice.issueDate')
        .orderBy('invoice.issueDate');
      const days = await narrow(selectSums(builder, OF_INVOICE)).getRawMany<StoredSums & { key: string }>();
      return merged(days.map((day) => figuresOf(day, periodOf(day.key, granularity))));
    });
  }

  private async report(
    query: SalesReportQuery,
    rowsOf: (narrow: Narrow) => Promise<Figures[]>,
  ): Promise<SalesReportDto> {
    const narrow = await this.narrowed(query);
    const { exponent } = await this.company.get();
    const rows = await rowsOf(narrow);
    const all = selectSums(this.invoices.createQueryBuilder('invoice').select('1', 'one'), OF_INVOICE);
    const sums = await narrow(all).getRawOne<StoredSums>();
    const nothing = { invoices: 0, net: 0, tax: 0, total: 0 };
    return {
      from: query.from ?? null,
      to: query.to ?? null,
      rows: rows.map((row) => rowDto(row, exponent)),
      totals: totalsDto(figuresOf(sums ?? nothing, { key: '', label: '' }), exponent),
    };
  }

  /** Adds the report's conditions to a query that has the invoices as `invoice`. */
  private async narrowed({ from, to, locationId }: SalesReportQuery): Promise<Narrow> {
    const places = await this.locations.covered(locationId);
    return (builder) => {
      builder.where('invoice.status IN (:...counted)', { counted: COUNTED });
      if (from !== undefined) builder.andWhere('invoice.issueDate >= :from', { from });
      if (to !== undefined) builder.andWhere('invoice.issueDate <= :to', { to });
      if (places) builder.andWhere('invoice.locationId IN (:...places)', { places });
      return builder;
    };
  }
}

/** The largest first; what has no name of its own gets `unnamed`. */
const named = (groups: readonly Grouped[], unnamed: string): Figures[] =>
  groups
    .map(({ id, key, label, ...sums }) =>
      figuresOf(sums, { id: id ?? undefined, key: key ?? '', label: label ?? unnamed }),
    )
    .sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
