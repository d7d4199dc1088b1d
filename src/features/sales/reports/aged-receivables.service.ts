import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { dayIn } from '../../../input/day.js';
import { formatMoney, sumFromStore, sumMoney } from '../../../money/money.js';
import { CompanyService } from '../../company/company.service.js';
import { LocationAccess } from '../../locations/location-access.service.js';
import { Customer } from '../customers/customer.entity.js';
import { dayNumber, nodesOver } from '../receivables/interval-tree.js';
import { ReceivableBuilder } from '../receivables/receivable.builder.js';
import { Receivable } from '../receivables/receivable.entity.js';
import type { AgedReceivablesDto, AgedReceivablesQuery, AgedTotalsDto } from './aged-receivables.dto.js';

/** Each more than so many days late: what is late by more is among what is late by less. */
const LATE = { late: 0, late30: 30, late60: 60, late90: 90 } as const;
const SUMS = ['owed', ...(Object.keys(LATE) as (keyof typeof LATE)[])] as const;

type Raw = Record<(typeof SUMS)[number], string | number | null> & Record<'id' | 'code' | 'name', string>;
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

  async get(query: AgedReceivablesQuery): Promise<AgedReceivablesDto> {
    const { exponent, timeZone } = await this.company.known();
    const asOf = query.asOf ?? query.to ?? dayIn(timeZone);
    const places = await this.access.covered(query.locationId);
    const rows = await this.rows({ asOf, from: query.from, places });
    const aged = rows.map(agedOf);
    const shown = rows.map(({ id, code, name }, index) => ({
      customerId: id,
      ...{ code, name },
      ...shownOf(aged[index] ?? NOTHING, exponent),
    }));
    return { asOf, rows: shown, totals: shownOf(totalOf(aged), exponent) };
  }

  /** One customer's part, and its total in minor units. */
  async ofCustomer(customerId: string, owing: Owing): Promise<{ shown: AgedTotalsDto; total: number }> {
    const { exponent } = await this.company.known();
    const [row] = await this.rows(owing, customerId);
    const aged = row ? agedOf(row) : NOTHING;
    return { shown: shownOf(aged, exponent), total: aged.total };
  }

  /** Where nothing is found, nobody may have begun to keep it. */
  private async rows(owing: Owing, customerId?: string): Promise<Raw[]> {
    const rows = await this.read(owing, customerId);
    if (rows.length > 0) return rows;
    await this.builder.begin();
    return this.read(owing, customerId);
  }

  private read({ asOf, from, places }: Owing, customerId: string | undefined): Promise<Raw[]> {
    const owed = this.owed(asOf, customerId);
    if (from !== undefined) owed.andWhere('span.issueDay >= :issueDay', { issueDay: dayNumber(from) });
    if (places) owed.andWhere('span.locationId IN (:...places)', { places });
    const builder = this.customers
      .createQueryBuilder('customer')
      .innerJoin(`(${owed.getQuery()})`, 'aged', 'aged.customer = customer.id')
      .select('customer.id', 'id')
      .addSelect('customer.code', 'code')
      .addSelect('customer.name', 'name')
      .orderBy('customer.code')
      .setParameters(owed.getParameters());
    for (const sum of SUMS) builder.addSelect(`aged.${sum}`, sum);
    return builder.getRawMany<Raw>();
  }

  /** What each customer owed at the end of the day: of all customers by the day, of one by its own rows. */
  private owed(asOf: string, customerId: string | undefined): SelectQueryBuilder<Receivable> {
    const day = dayNumber(asOf);
    const builder = this.receivables
      .createQueryBuilder('span')
      .select('span.customerId', 'customer')
      .addSelect('SUM(span.owed)', 'owed')
      .where('span.firstDay <= :day AND span.lastDay >= :day', { day })
      .groupBy('span.customerId');
    if (customerId === undefined) builder.andWhere('span.node IN (:...nodes)', { nodes: nodesOver(day) });
    else builder.andWhere('span.customerId = :customerId', { customerId });
    for (const [late, days] of Object.entries(LATE)) {
      builder
        .addSelect(`SUM(CASE WHEN span.dueDay < :${late} THEN span.owed END)`, late)
        .setParameter(late, day - days);
    }
    return builder;
  }
}

const NOTHING: Aged = { current: 0, days1to30: 0, days31to60: 0, days61to90: 0, over90: 0, total: 0 };

function agedOf(row: Raw): Aged {
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
  current: sumMoney(rows.map(({ current }) => current)),
  days1to30: sumMoney(rows.map(({ days1to30 }) => days1to30)),
  days31to60: sumMoney(rows.map(({ days31to60 }) => days31to60)),
  days61to90: sumMoney(rows.map(({ days61to90 }) => days61to90)),
  over90: sumMoney(rows.map(({ over90 }) => over90)),
  total: sumMoney(rows.map(({ total }) => total)),
});

const shownOf = (aged: Aged, exponent: number): AgedTotalsDto => ({
  current: formatMoney(aged.current, exponent),
  days1to30: formatMoney(aged.days1to30, exponent),
  days31to60: formatMoney(aged.days31to60, exponent),
  days61to90: formatMoney(aged.days61to90, exponent),
  over90: formatMoney(aged.over90, exponent),
  total: formatMoney(aged.total, exponent),
});
