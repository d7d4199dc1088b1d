import { InjectTenantDataSource } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { compareSums, type Page, RowOrder, type RowRange, sumFromStore } from '../../platform.js';
import { NOBODY, SalesBalance } from '../rows/sales-balance.entity.js';
import { numbered, type NumberedRun, runsOf, type SalesRange, SalesSums } from '../kept/sales-sums.js';
import { Customer } from '../rows/customer.entity.js';
import { Product } from '../rows/product.entity.js';
import { soldSql, type StoredSums } from './sales-figures.js';
import { SOURCES, type Source } from '../kept/sales-sources.js';

export type Subject = 'customer' | 'product';
type SubjectRow = StoredSums & { subject: string } & Record<'id' | 'key' | 'label', string | null>;

/** Rows of a part: whose they are, and what each adds to its subject. */
type Part = SelectQueryBuilder<object>;

const SUMS = ['invoices', 'net', 'tax', 'total'] as const;
/** Where people find the name of a subject, and what they know it by. */
const NAMES = {
  customer: { entity: Customer, key: 'code' },
  product: { entity: Product, key: 'sku' },
} as const;

/** What was sold to each customer, or of each product, by one statement over the kept sums and the days at the edges. */
@Injectable()
export class SubjectSums {
  constructor(
    @InjectTenantDataSource() private readonly store: DataSource,
    private readonly sums: SalesSums,
  ) {}

  /** The largest first; of the same total, in the order of their ids. */
  async of(subject: Subject, range: SalesRange, rows: RowRange): Promise<Page<SubjectRow>> {
    const { kept, days } = runsOf(subject, range);
    const { places } = range;
    const parts = [
      ...numbered(kept).map((run): Part => this.sums.rows(subject, run, places)),
      ...numbered(days).flatMap((run) =>
        SOURCES.map((source) => this.documents(subject, { source, run, places })),
      ),
    ];
    if (parts.length === 0) return { items: [], nextCursor: null };
    const order = new RowOrder<SalesBalance>(subject, this.store.getMetadata(SalesBalance), [
      'total',
      'subjectId',
    ]);
    const sums = this.added(parts, order.after(rows));
    if (rows.limit !== undefined) sums.limit(rows.limit + 1);
    const found = (await this.named(subject, sums).getRawMany<SubjectRow>()).toSorted(largestFirst);
    return order.page(found, rows, (row) => [Number(row.total), row.subject]);
  }

  private added(parts: readonly Part[], after: readonly unknown[] | undefined): SelectQueryBuilder<object> {
    const rows = parts.map((part) => part.getQuery()).join(' UNION ALL ');
    const sums = this.store
      .createQueryBuilder()
      .select('part.subject', 'subject')
      .from<object>(`(${rows})`, 'part')
      .groupBy('part.subject')
      .having(`(${soldSql('part')})`)
      .orderBy('SUM(part.total)', 'DESC')
      .addOrderBy('part.subject')
      .setParameters(Object.assign({}, ...parts.map((part) => part.getParameters())) as object);
    for (const sum of SUMS) sums.addSelect(`SUM(part.${sum})`, sum);
    if (after) {
      const [total, subject] = after;
      sums.andHaving('(SUM(part.total) < :total OR (SUM(part.total) = :total AND part.subject > :subject))', {
        total,
        subject,
      });
    }
    return sums;
  }

  /** Added up first and named then: names would make each row of the sorting longer. */
  private named(subject: Subject, sums: SelectQueryBuilder<object>): SelectQueryBuilder<object> {
    const { entity, key } = NAMES[subject];
    return this.store
      .createQueryBuilder()
      .select(['subject', 'invoices'].map((column) => `sums.${column}`))
      .addSelect(`CONCAT(sums.net, '')`, 'net')
      .addSelect(`CONCAT(sums.tax, '')`, 'tax')
      .addSelect(`CONCAT(sums.total, '')`, 'total')
      .addSelect('named.id', 'id')
      .addSelect(`named.${key}`, 'key')
      .addSelect('named.name', 'label')
      .from<object>(`(${sums.getQuery()})`, 'sums')
      .leftJoin(entity, 'named', 'named.id = sums.subject')
      .setParameters(sums.getParameters());
  }

  /** The documents of some days: each of them, or, by product, its lines, where an invoice counts once. */
  private documents(subject: Subject, edge: Edge): Part {
    const { document, line, parent } = edge.source;
    if (subject === 'customer') {
      const rows = this.store.getRepository<object>(document).createQueryBuilder('document');
      return narrowed(selectPart(rows, edge, DOCUMENT), edge);
    }
    const rows = this.store
      .getRepository<object>(line)
      .createQueryBuilder('line')
      .innerJoin(document, 'document', `document.id = line.${parent}`);
    return narrowed(selectPart(rows, edge, LINES), edge).groupBy('line.productId');
  }
}

/** Some days at an edge of a range. */
interface Edge {
  readonly source: Source;
  readonly run: NumberedRun;
  readonly places: SalesRange['places'];
}

/**
 * How the rows of a part are made. Columns stand in parentheses: TypeORM would put those it knows before the others,
 * and UNION goes by their order.
 */
interface PartColumns {
  readonly subject: string;
  readonly invoices: string;
  readonly gross: (source: Source) => string;
  readonly amount: (column: string) => string;
}

const DOCUMENT: PartColumns = {
  subject: '(document.customerId)',
  invoices: '1',
  gross: ({ ofDocument }) => ofDocument.gross,
  amount: (column) => `(document.${column})`,
};
const LINES: PartColumns = {
  subject: `COALESCE(line.productId, '${NOBODY}')`,
  invoices: 'COUNT(DISTINCT document.id)',
  gross: ({ ofLine }) => ofLine.gross,
  amount: (column) => `SUM(line.${column})`,
};

function selectPart(
  rows: Part,
  { source, run }: Edge,
  { subject, invoices, gross, amount }: PartColumns,
): Part {
  const sign = minusIf(source.sign * run.sign === -1);
  const counted = `${minusIf(source.invoices * run.sign === -1)}${invoices}`;
  return rows
    .select(subject, 'subject')
    .addSelect(source.invoices === 0 ? '0' : counted, 'invoices')
    .addSelect(`${sign}${amount('net')}`, 'net')
    .addSelect(`${sign}${amount('tax')}`, 'tax')
    .addSelect(`${sign}${amount(gross(source))}`, 'total');
}

const minusIf = (isTaken: boolean): string => (isTaken ? '-' : '');

function narrowed(rows: Part, { source: { day, issued, uncounted }, run, places }: Edge): Part {
  const { first, last, index } = run;
  rows.where(`document.${day} BETWEEN :day${index} AND :lastDay${index}`, {
    [`day${index}`]: first,
    [`lastDay${index}`]: last,
  });
  if (issued) rows.andWhere('document.issueDate IS NOT NULL');
  if (uncounted) rows.andWhere('document.status NOT IN (:...uncounted)', { uncounted });
  if (places) rows.andWhere('document.locationId IN (:...places)', { places });
  return rows;
}

/** Once more: a join promises no order. */
const largestFirst = (a: SubjectRow, b: SubjectRow): number =>
  compareSums(sumFromStore(b.total), sumFromStore(a.total)) || (a.subject < b.subject ? -1 : 1);
