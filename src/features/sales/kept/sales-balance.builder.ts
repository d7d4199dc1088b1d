import { InjectTenantDataSource, InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Repository, type SelectQueryBuilder } from 'typeorm';
import { exactSum, insertRows, sumFromStore } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { Invoice } from '../rows/invoice.entity.js';
import { SOURCES, type Source } from './sales-sources.js';
import { NOBODY, SalesBalance, type SalesDimension } from '../rows/sales-balance.entity.js';
import { type BalanceKey, keysFor } from './sold.js';

type Raw = Record<string, string | number | null>;

/** Another one when other sums are kept: a store with an older mark begins again. */
const KEPT = '4';
const MARK = { grain: 'built', bucket: KEPT, dimension: 'all', subjectId: NOBODY, locationKey: '' } as const;

/** Begins the sums of a store: of one that is new, or whose documents are older than the sums. */
@Injectable()
export class SalesBalanceBuilder {
  constructor(
    @InjectTenantDataSource() private readonly store: DataSource,
    @InjectTenantRepository(SalesBalance) private readonly balances: Repository<SalesBalance>,
    private readonly company: CompanyService,
  ) {}

  isBuilt(): Promise<boolean> {
    return this.balances.existsBy(MARK);
  }

  /** False when somebody else has begun them meanwhile. */
  @Transactional()
  async build(): Promise<boolean> {
    await this.company.lock();
    // With a lock: a snapshot that is older than the wait for the company wouldn't show the mark.
    if (await this.balances.findOne({ where: MARK, lock: { mode: 'pessimistic_write' } })) return false;
    await this.balances.createQueryBuilder().delete().execute();
    await this.dateVoid();
    const rows = await this.sums();
    await insertRows(this.balances.manager, SalesBalance, rows);
    await this.balances.insert(this.balances.create(MARK));
    return true;
  }

  /** What was voided before that day was kept is taken as void from its issue on, as statements take it. */
  private async dateVoid(): Promise<void> {
    await this.store
      .getRepository(Invoice)
      .update({ status: 'void', voidedOn: IsNull() }, { voidedOn: () => 'issue_date' });
  }

  private async sums(): Promise<SalesBalance[]> {
    const rows = new Map<string, Built>();
    for (const source of SOURCES) {
      for (const dimension of ['all', 'customer', 'product'] as const) {
        for (const raw of await this.read(source, dimension)) this.collect(rows, dimension, source, raw);
      }
    }
    return [...rows.values()].map(({ key, invoices, net, tax, total }) => {
      const amounts = { net: stored(net), tax: stored(tax), total: stored(total) };
      return this.balances.create({ ...key, invoices, ...amounts });
    });
  }

  /** Grouped by the shortest spans that are kept: days, months, and dekads, which share nine letters of their days. */
  private read(source: Source, dimension: SalesDimension): Promise<Raw[]> {
    const { builder, subject, gross, alias } = this.grouped(source, dimension);
    const day = `CAST(document.${source.day} AS CHAR(10))`;
    const span = dimension === 'all' ? day : `SUBSTR(${day}, 1, ${dimension === 'product' ? 9 : 7})`;
    builder.where(`document.${source.day} IS NOT NULL`);
    const { issued, uncounted } = source;
    if (issued) builder.andWhere('document.issueDate IS NOT NULL');
    if (uncounted) builder.andWhere('document.status NOT IN (:...uncounted)', { uncounted });
    builder
      .select(span, 'span')
      .addSelect('document.locationId', 'place')
      .addSelect(source.invoices === 0 ? '0' : 'COUNT(DISTINCT document.id)', 'invoices')
      .addSelect(exactSum(`${alias}.net`), 'net')
      .addSelect(exactSum(`${alias}.tax`), 'tax')
      .addSelect(exactSum(`${alias}.${gross}`), 'total')
      .groupBy(span)
      .addGroupBy('document.locationId');
    if (subject) builder.addSelect(subject, 'subject').addGroupBy(subject);
    return builder.getRawMany<Raw>();
  }

  private grouped(source: Source, dimension: SalesDimension): Grouped {
    if (dimension === 'product') {
      const builder = this.store
        .getRepository<object>(source.line)
        .createQueryBuilder('line')
        .innerJoin(source.document, 'document', `document.id = line.${source.parent}`);
      return { builder, subject: 'line.productId', alias: 'line', gross: source.ofLine.gross };
    }
    const builder = this.store.getRepository<object>(source.document).createQueryBuilder('document');
    const subject = dimension === 'customer' ? 'document.customerId' : undefined;
    return { builder, subject, alias: 'document', gross: source.ofDocument.gross };
  }

  private collect(rows: Map<string, Built>, dimension: SalesDimension, source: Source, raw: Raw): void {
    const span = String(raw['span']);
    const subjectId = raw['subject'] ? String(raw['subject']) : NOBODY;
    const place = raw['place'] ? String(raw['place']) : null;
    const invoices = source.sign * Number(raw['invoices']);
    const sums = { invoices, ...amountsOf(raw, source.sign) };
    const date = firstDayOf(span);
    for (const bucket of keysFor(dimension, date, place)) {
      const key = { ...bucket, dimension, subjectId };
      const name = Object.values(key).join('/');
      const row = rows.get(name) ?? { key, invoices: 0, net: 0n, tax: 0n, total: 0n };
      rows.set(name, row);
      increase(row, sums);
    }
  }
}

/** `2026-03` and `2026-03-0` begin on the first; the other dekads of a month with a zero. */
function firstDayOf(span: string): string {
  if (span.length === 7) return `${span}-01`;
  return span.length === 9 ? `${span}${span.endsWith('0') ? 1 : 0}` : span;
}

interface Grouped {
  builder: SelectQueryBuilder<object>;
  subject: string | undefined;
  alias: string;
  gross: string;
}

const amountsOf = (raw: Raw, sign: 1 | -1) => ({
  net: BigInt(sign) * sumFromStore(raw['net']),
  tax: BigInt(sign) * sumFromStore(raw['tax']),
  total: BigInt(sign) * sumFromStore(raw['total']),
});

interface Built extends ExactSums {
  readonly key: BalanceKey;
}

interface ExactSums {
  invoices: number;
  net: bigint;
  tax: bigint;
  total: bigint;
}

function increase(row: ExactSums, { invoices, net, tax, total }: ExactSums): void {
  row.invoices += invoices;
  row.net += net;
  row.tax += tax;
  row.total += total;
}

/** What a number can't hold is stored as text, of which every engine makes the same integer. */
const stored = (sum: bigint): number =>
  Number.isSafeInteger(Number(sum)) ? Number(sum) : (String(sum) as unknown as number);
