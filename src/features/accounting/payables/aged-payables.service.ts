import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { RowOrder, type RowRange } from '../../platform.js';
import { Expense } from '../rows/expense.entity.js';
import { ReportScopeService } from '../rows/report-scope.service.js';
import type {
  AgedPayablesDto,
  AgedPayablesQuery,
  AgedPayablesRowDto,
  AgedPayablesTotalsDto,
} from './aged-payables.dto.js';
import { type AgedOwed, agesLeft, NOTHING, plus } from './payable-ages.js';
import { PayableSums } from './payable-sums.js';

type Money = (minor: bigint) => string;
interface Row {
  vendor: string | null;
  owed: AgedOwed;
}

/** As people look names up; the names themselves tell apart what is alike to them. */
const names = new Intl.Collator('en');
const byName = (one: string, other: string): number =>
  names.compare(one, other) || (one < other ? -1 : Number(one > other));

/** Whom the company owes how much for how long. */
@Injectable()
export class AgedPayablesService {
  constructor(
    @InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>,
    private readonly sums: PayableSums,
    private readonly scopes: ReportScopeService,
  ) {}

  /** Some of the vendors who are owed, and what all of them are. All are added up: what is paid is set off by vendor. */
  async get(query: AgedPayablesQuery, range: RowRange): Promise<AgedPayablesDto> {
    const { asOf, to = asOf, locationId } = query;
    const { to: day, locationIds: places, money } = await this.scopes.read({ to, locationId });
    const rows = await this.rows({ asOf: day, places });
    const { items, nextCursor } = this.page(rows, range);
    const totals = rows.reduce((sum, { owed }) => plus(sum, { ages: owed, paid: 0n }), {
      ages: NOTHING,
      paid: 0n,
    });
    return {
      asOf: day,
      rows: items.map(({ vendor, owed }): AgedPayablesRowDto => ({ vendor, ...shownOf(owed, money) })),
      totals: shownOf(agesLeft(totals), money),
      nextCursor,
    };
  }

  private async rows(owing: Parameters<PayableSums['byVendor']>[0]): Promise<Row[]> {
    const sums = await this.sums.byVendor(owing);
    const rows = [...sums].map(([vendor, owed]) => ({ vendor, owed: agesLeft(owed) }));
    return rows
      .filter(({ owed }) => owed.total !== 0n)
      .toSorted((a, b) => {
        if (a.vendor === null || b.vendor === null)
          return Number(a.vendor === null) - Number(b.vendor === null);
        return byName(a.vendor, b.vendor);
      });
  }

  private page(rows: readonly Row[], range: RowRange) {
    const order = new RowOrder('vendor', this.expenses.metadata, ['vendor']);
    const [after] = order.after(range) ?? [];
    const isLater = ({ vendor }: Row) =>
      after === undefined || vendor === null || byName(vendor, String(after)) > 0;
    return order.page(rows.filter(isLater), range, ({ vendor }) => [vendor]);
  }
}

const shownOf = (owed: AgedOwed, money: Money): AgedPayablesTotalsDto => ({
  current: money(owed.current),
  days1to30: money(owed.days1to30),
  days31to60: money(owed.days31to60),
  days61to90: money(owed.days61to90),
  over90: money(owed.over90),
  total: money(owed.total),
});
