import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import {
  addUp,
  exactSum,
  formatMoney,
  type Page,
  RowOrder,
  type RowRange,
  sumFromStore,
} from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationAccess } from '../../locations/index.js';
import { Customer } from '../rows/customer.entity.js';
import { dayNumber, nodesOver } from '../kept/interval-tree.js';
import { ReceivableBuilder } from '../kept/receivable.builder.js';
import { Receivable } from '../rows/receivable.entity.js';
import type {
  AgedReceivablesDto,
  AgedReceivablesQuery,
  AgedReceivablesRowDto,
  AgedTotalsDto,
} from './aged-receivables.dto.js';

/** Each more than so many days late: what is late by more is among what is late by less. */
const LATE = { late: 0, late30: 30, late60: 60, late90: 90 } as const;

type Sums = Record<'owed' | keyof typeof LATE, string | number | null>;
type Ower = Record<'id' | 'code' | 'name', string>;
type Aged = Record<keyof AgedTotalsDto, bigint>;
type Row = Ower & { aged: Aged };

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

  /** Some of the customers who owe, and what all of them do. */
  async get(query: AgedReceivablesQuery, range: RowRange): Promise<AgedReceivablesDto> {
    const { exponent, timeZone } = await this.company.known();
    const { asOf = query.to ?? this.company.dayIn(timeZone), from, locationId } = query;
    const owing: Owing = { asOf, from, places: await this.access.covered(locationId) };
    await this.builder.begin();
    const { items, nextCursor } = await this.page(owing, range);
    // Added up of the rows where they are all: what is booked in between would make a difference.
    const isWhole = range.cursor === undefined && nextCursor === null;
    const totals = isWhole ? totalOf(items.map(({ aged }) => aged)) : agedOf(await this.sums(owing));
    return {
      asOf,
      rows: items.map((row) => rowDto(row, exponent)),
      totals: shownOf(totals, exponent),
      nextCursor,
    };
  }

  /** One customer's part, and its total in minor units. */
  async ofCustomer(customerId: string, owing: Owing): Promise<{ shown: AgedTotalsDto; total: bigint }> {
    const { exponent } = await this.company.known();
    await this.builder.begin();
    const aged = agedOf(await this.sums(owing, [customerId]));
    return { shown: shownOf(aged, exponent), total: aged.total };
  }

  private async sums(owing: Owing, customers?: readonly string[]): Promise<Sums> {
    return (await this.sumsOf(owing, customers).getRawOne<Sums>()) ?? NONE;
  }

  /** Customers first: added up at once, SQLite sorts all that is owed for a page of it. */
  private async page(owing: Owing, range: RowRange): Promise<Page<Row>> {
    const found = await this.owers(owing, range);
    const { items, nextCursor } = this.order.page(found, range, ({ code }) => [code]);
    const sums = await this.byCustomer(owing, range.limit === undefined ? undefined : items);
    const rows = items.flatMap((ower) => {
      const own = sums.get(ower.id);
      // Paid since the customers were read.
      return own ? [{ ...ower, aged: agedOf(own) }] : [];
    });
    return { items: rows, nextCursor };
  }

  /** Customers who owe, in the order of their codes; one more than the page has. */
  private owers(owing: Owing, rows: RowRange): Promise<Ower[]> {
    const [after] = this.order.after(rows) ?? [];
    const owed = this.receivables
      .createQueryBuilder('span')
      .select('1')
      .where('span.customerId = customer.id')
      .andWhere(...owedBy(owing))
      .andWhere('span.node IN (:...nodes)');
    const builder = this.customers
      .createQueryBuilder('customer')
      .select('customer.id', 'id')
      .addSelect('customer.code', 'code')
      .addSelect('customer.name', 'name')
      .where(`EXISTS (${owed.getQuery()})`, { ...owed.getParameters(), ...nodesOf(owing) })
      .orderBy('customer.code');
    if (after !== undefined) builder.andWhere('customer.code > :after', { after });
    if (rows.limit !== undefined) builder.limit(rows.limit + 1);
    return builder.getRawMany<Ower>();
  }

  private async byCustomer(owing: Owing, owers: readonly Ower[] | undefined): Promise<Map<string, Sums>> {
    if (owers?.length === 0) return new Map();
    const rows = await this.sumsOf(
      owing,
      owers?.map(({ id }) => id),
    )
      .addSelect('span.customerId', 'customer')
      .groupBy('span.customerId')
      .getRawMany<Sums & { customer: string }>();
    return new Map(rows.map((row) => [row.customer, row]));
  }

  /** Of some customers by their own rows, of all by the day. */
  private sumsOf(owing: Owing, customers: readonly string[] | undefined): SelectQueryBuilder<Receivable> {
    const builder = this.receivables
      .createQueryBuilder('span')
      .select(exactSum('span.owed'), 'owed')
      .where(...owedBy(owing));
    if (customers) builder.andWhere('span.customerId IN (:...customers)', { customers });
    else builder.andWhere('span.node IN (:...nodes)', nodesOf(owing));
    for (const [late, days] of Object.entries(LATE)) {
      builder
        .addSelect(exactSum(`CASE WHEN span.dueDay < :${late} THEN span.owed END`), late)
        .setParameter(late, dayNumber(owing.asOf) - days);
    }
    return builder;
  }

  private get order(): RowOrder<Customer> {
    return new RowOrder('code', this.customers.metadata, ['code']);
  }
}

/** Whether a span is owed at the end of the day. */
function owedBy({ asOf, from, places }: Owing): [condition: string, parameters: object] {
  const conditions = ['span.firstDay <= :day', 'span.lastDay >= :day'];
  if (from !== undefined) conditions.push('span.issueDay >= :issueDay');
  if (places) conditions.push('span.locationId IN (:...places)');
  const since = from === undefined ? {} : { issueDay: dayNumber(from) };
  return [conditions.join(' AND '), { day: dayNumber(asOf), places, ...since }];
}

const nodesOf = ({ asOf }: Owing): { nodes: number[] } => ({ nodes: nodesOver(dayNumber(asOf)) });

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

const totalOf = (rows: readonly Aged[]): Aged => ({
  current: addUp(rows.map(({ current }) => current)),
  days1to30: addUp(rows.map(({ days1to30 }) => days1to30)),
  days31to60: addUp(rows.map(({ days31to60 }) => days31to60)),
  days61to90: addUp(rows.map(({ days61to90 }) => days61to90)),
  over90: addUp(rows.map(({ over90 }) => over90)),
  total: addUp(rows.map(({ total }) => total)),
});

const shownOf = (aged: Aged, exponent: number): AgedTotalsDto => ({
  current: formatMoney(aged.current, exponent),
  days1to30: formatMoney(aged.days1to30, exponent),
  days31to60: formatMoney(aged.days31to60, exponent),
  days61to90: formatMoney(aged.days61to90, exponent),
  over90: formatMoney(aged.over90, exponent),
  total: formatMoney(aged.total, exponent),
});

const rowDto = ({ id, code, name, aged }: Row, exponent: number): AgedReceivablesRowDto => ({
  customerId: id,
  code,
  name,
  ...shownOf(aged, exponent),
});
