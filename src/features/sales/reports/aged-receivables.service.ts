import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { Page } from '../../../http/pagination.js';
import { RowOrder, type RowRange } from '../../../http/row-page.js';
import { dayIn } from '../../../input/day.js';
import { formatMoney, sumFromStore } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { LocationAccess } from '../../locations/location-access.service.js';
import { Customer } from '../customers/customer.entity.js';
import { dayNumber, nodesOver } from '../receivables/interval-tree.js';
import { ReceivableBuilder } from '../receivables/receivable.builder.js';
import { Receivable } from '../receivables/receivable.entity.js';
import type {
  AgedReceivablesDto,
  AgedReceivablesQuery,
  AgedReceivablesRowDto,
  AgedTotalsDto,
} from './aged-receivables.dto.js';

/** Each more than so many days late: what is late by more is among what is late by less. */
const LATE = { late: 0, late30: 30, late60: 60, late90: 90 } as const;

type Sums = Record<'owed' | keyof typeof LATE, string | number | null>;
type Raw = Sums & Record<'id' | 'code' | 'name', string>;
type Aged = Record<keyof AgedTotalsDto, number>;

/** What is owed at the end of a day: at some places, of what was issued since a day; undefined: of everything. */
interface Owing {
  asOf: string;
  from?: string | undefined;
  places: readonly string[] | undefined;
}

/** Who owes how much for how long, added up by the database. A void invoice was owed until it was voided. */
@Injectable()
export class AgedReceivablesService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    @InjectTenantRepository(Receivable) private readonly receivables: Repository<Receivable>,
    private readonly builder: ReceivableBuilder,
    private readonly company: CompanyService,
    private readonly access: LocationAccess,
  ) {}

  /** A page of the customers who owe, and what all of them do. */
  async get(query: AgedReceivablesQuery): Promise<AgedReceivablesDto> {
    const { exponent } = await this.company.known();
    const owing = await this.owing(query);
    const totals = await this.sums(owing);
    const { items, nextCursor } = await this.page(owing, query);
    return { asOf: owing.asOf, rows: items, totals: shownOf(agedOf(totals), exponent), nextCursor };
  }

  /** All customers who owe, page by page. */
  async pages(
    query: AgedReceivablesQuery,
  ): Promise<(rows: RowRange) => Promise<Page<AgedReceivablesRowDto>>> {
    const owing = await this.owing(query);
    await this.sums(owing);
    return (rows) => this.page(owing, rows);
  }

  /** One customer's part, and its total in minor units. */
  async ofCustomer(customerId: string, owing: Owing): Promise<{ shown: AgedTotalsDto; total: number }> {
    const { exponent } = await this.company.known();
    const aged = agedOf(await this.sums(owing, customerId));
    return { shown: shownOf(aged, exponent), total: aged.total };
  }

  private async owing({ asOf, to, from, locationId }: AgedReceivablesQuery): Promise<Owing> {
    const { timeZone } = await this.company.known();
    const places = await this.access.covered(locationId);
    return { asOf: asOf ?? to ?? dayIn(timeZone), from, places };
  }

  /** Of all customers or of one. Where nothing is found, nobody may have begun to keep it. */
  private async sums(owing: Owing, customerId?: string): Promise<Sums> {
    const read = async (): Promise<Sums> => {
      const builder = this.receivables.createQueryBuilder('span').where(...owedBy(owing));
      if (customerId !== undefined) builder.andWhere('span.customerId = :customerId', { customerId });
      return (await addSums(builder.select([]), owing).getRawOne<Sums>()) ?? NONE;
    };
    const found = await read();
    if (found.owed !== null) return found;
    await this.builder.begin();
    return read();
  }

  /**
   * Customer by customer in the order of their codes, so that a page reads what its customers owe and nothing else. The
   * outer join is what keeps SQLite to it; it would begin with all that is owed and sort it.
   */
  private async page(owing: Owing, rows: RowRange): Promise<Page<AgedReceivablesRowDto>> {
    const { exponent } = await this.company.known();
    const { order } = this;
    const [after = ''] = order.after(rows) ?? [];
    const [owed, parameters] = owedBy(owing);
    const builder = this.customers
      .createQueryBuilder('customer')
      .leftJoin(Receivable, 'span', `span.customerId = customer.id AND ${owed}`, parameters)
      .select('customer.id', 'id')
      .addSelect('customer.code', 'code')
      .addSelect('customer.name', 'name')
      // On the first page as well: without it, SQLite would read them in another order and sort them all.
      .where('customer.code > :after', { after })
      .having('SUM(span.owed) IS NOT NULL');
    // By the same columns: another order would be sorted once more.
    for (const column of ['customer.code', 'customer.id', 'customer.name'])
      builder.addGroupBy(column).addOrderBy(column);
    if (rows.limit !== undefined) builder.limit(rows.limit + 1);
    const found = await addSums(builder, owing).getRawMany<Raw>();
    const { items, nextCursor } = order.page(found, rows, ({ code }) => [code]);
    return { items: items.map((row) => rowDto(row, exponent)), nextCursor };
  }

  private get order(): RowOrder {
    const { columns } = this.customers.metadata;
    return new RowOrder(
      'code',
      columns.filter(({ propertyName }) => propertyName === 'code'),
    );
  }
}

/** Whether a span is owed at the end of the day. */
function owedBy({ asOf, from, places }: Owing): [condition: string, parameters: object] {
  const day = dayNumber(asOf);
  const conditions = ['span.firstDay <= :day', 'span.lastDay >= :day', 'span.node IN (:...nodes)'];
  if (from !== undefined) conditions.push('span.issueDay >= :issueDay');
  if (places) conditions.push('span.locationId IN (:...places)');
  const since = from === undefined ? {} : { issueDay: dayNumber(from) };
  return [conditions.join(' AND '), { day, nodes: nodesOver(day), places, ...since }];
}

function addSums<T extends object>(builder: SelectQueryBuilder<T>, { asOf }: Owing): SelectQueryBuilder<T> {
  builder.addSelect('SUM(span.owed)', 'owed');
  for (const [late, days] of Object.entries(LATE)) {
    builder
      .addSelect(`SUM(CASE WHEN span.dueDay < :${late} THEN span.owed END)`, late)
      .setParameter(late, dayNumber(asOf) - days);
  }
  return builder;
}

const NONE: Sums = { owed: null, late: null, late30: null, late60: null, late90: null };

function agedOf(row: Sums): Aged {
  const total = sumFromStore(row.owed);
  const late = sumFromStore(row.late);
  const late30 = sumFromStore(row.late30);
  const late60 = sumFromStore(row.late60);
  const late90 = sumFromStore(row.late90);
  return {
    current: total - late,
    days1to30: late - late30,
    days31to60: late30 - late60,
    days61to90: late60 - late90,
    over90: late90,
    total,
  };
}

const shownOf = (aged: Aged, exponent: number): AgedTotalsDto => ({
  current: formatMoney(aged.current, exponent),
  days1to30: formatMoney(aged.days1to30, exponent),
  days31to60: formatMoney(aged.days31to60, exponent),
  days61to90: formatMoney(aged.days61to90, exponent),
  over90: formatMoney(aged.over90, exponent),
  total: formatMoney(aged.total, exponent),
});

const rowDto = (row: Raw, exponent: number): AgedReceivablesRowDto => ({
  customerId: row.id,
  code: row.code,
  name: row.name,
  ...shownOf(agedOf(row), exponent),
});
