import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { dayIn } from '../../../input/day.js';
import { formatMoney, sumFromStore, sumMoney } from '../../../money/money.js';
import { shiftDay } from '../../accounting/posting/buckets.js';
import { CompanyService } from '../../company/company.service.js';
import { LocationAccess } from '../../locations/location-access.service.js';
import { Customer } from '../customers/customer.entity.js';
import { Invoice } from '../invoices/invoice.entity.js';
import type { AgedReceivablesDto, AgedReceivablesQuery, AgedTotalsDto } from './aged-receivables.dto.js';

const BUCKETS = ['current', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const;

type Raw = Record<string, string | number | null>;

/** What an invoice's customer owed at the end of a day. */
const OWED = `invoice.total
  - COALESCE((SELECT SUM(p.amount - p.credit) FROM invoice_payments p
              WHERE p.invoice_id = invoice.id AND p.received_on <= :asOf), 0)
  - COALESCE((SELECT SUM(n.total - n.kept) FROM credit_notes n
              WHERE n.invoice_id = invoice.id AND n.issue_date <= :asOf), 0)`;

/** Open then: open still, or settled or voided by something booked later. */
const OPEN = `(invoice.status IN ('issued', 'partially_paid')
  OR (invoice.status = 'void' AND invoice.voided_on > :asOf) OR (invoice.status = 'paid' AND (
  EXISTS (SELECT 1 FROM invoice_payments p WHERE p.invoice_id = invoice.id AND p.received_on > :asOf)
  OR EXISTS (SELECT 1 FROM credit_notes n WHERE n.invoice_id = invoice.id AND n.issue_date > :asOf))))`;

/** What some place's customers owe at the end of a day; undefined: at all places. */
interface Owing {
  asOf: string;
  places: readonly string[] | undefined;
}

/** Who owes how much for how long, added up by the database. A void invoice was owed until it was voided. */
@Injectable()
export class AgedReceivablesService {
  constructor(
    @InjectTenantRepository(Customer) private readonly customers: Repository<Customer>,
    @InjectTenantRepository(Invoice) private readonly invoices: Repository<Invoice>,
    private readonly company: CompanyService,
    private readonly access: LocationAccess,
  ) {}

  async get(query: AgedReceivablesQuery): Promise<AgedReceivablesDto> {
    const { exponent, timeZone } = await this.company.get();
    const asOf = query.asOf ?? query.to ?? dayIn(timeZone);
    const rows = await this.rows({ asOf, places: await this.access.covered(query.locationId) });
    const figures = rows.map(figuresOf);
    const shown = (amounts: readonly number[]) => shownOf(amounts, exponent);
    return {
      asOf,
      rows: rows.map((row, index) =>
        Object.assign(
          { customerId: String(row['id']), code: String(row['code']), name: String(row['name']) },
          shown(figures[index] ?? []),
        ),
      ),
      totals: shown(BUCKETS.map((_, index) => sumMoney(figures.map((amounts) => amounts[index] ?? 0)))),
    };
  }

  /** One customer's part, and its total in minor units. */
  async ofCustomer(customerId: string, owing: Owing): Promise<{ shown: AgedTotalsDto; total: number }> {
    const { exponent } = await this.company.get();
    const [row] = await this.rows(owing, customerId);
    const amounts = row ? figuresOf(row) : [];
    return { shown: shownOf(amounts, exponent), total: sumMoney(amounts) };
  }

  private rows({ asOf, places }: Owing, customerId?: string): Promise<Raw[]> {
    const open = this.open(asOf, places);
    if (customerId !== undefined) open.andWhere('invoice.customerId = :customerId', { customerId });
    const builder = this.customers
      .createQueryBuilder('customer')
      .innerJoin(`(${open.getQuery()})`, 'o', 'o.customer = customer.id AND o.owed <> 0')
      .select('customer.id', 'id')
      .addSelect('customer.code', 'code')
      .addSelect('customer.name', 'name')
      .groupBy('customer.id')
      .addGroupBy('customer.code')
      .addGroupBy('customer.name')
      .orderBy('customer.code')
      .setParameters({ ...open.getParameters(), ...edgesOf(asOf) });
    for (const [bucket, condition] of Object.entries(CONDITIONS)) {
      builder.addSelect(`SUM(CASE WHEN ${condition} THEN o.owed ELSE 0 END)`, bucket);
    }
    return builder.getRawMany<Raw>();
  }

  private open(asOf: string, places: readonly string[] | undefined): SelectQueryBuilder<Invoice> {
    const builder = this.invoices
      .createQueryBuilder('invoice')
      .select('invoice.customerId', 'customer')
      .addSelect('invoice.listedDue', 'due')
      .addSelect(OWED, 'owed')
      .where('invoice.issueDate <= :asOf', { asOf })
      .andWhere(OPEN);
    return places ? builder.andWhere('invoice.locationId IN (:...places)', { places }) : builder;
  }
}

const figuresOf = (row: Raw): number[] => BUCKETS.map((bucket) => sumFromStore(row[bucket]));

function shownOf(amounts: readonly number[], exponent: number): AgedTotalsDto {
  const entries = BUCKETS.map((bucket, index) => [bucket, formatMoney(amounts[index] ?? 0, exponent)]);
  return { ...Object.fromEntries(entries), total: formatMoney(sumMoney(amounts), exponent) };
}

const CONDITIONS: Record<(typeof BUCKETS)[number], string> = {
  current: 'o.due >= :asOf',
  days1to30: 'o.due < :asOf AND o.due >= :edge30',
  days31to60: 'o.due < :edge30 AND o.due >= :edge60',
  days61to90: 'o.due < :edge60 AND o.due >= :edge90',
  over90: 'o.due < :edge90',
};

const edgesOf = (asOf: string) => ({
  asOf,
  edge30: shiftDay(asOf, -30),
  edge60: shiftDay(asOf, -60),
  edge90: shiftDay(asOf, -90),
});
