import { Injectable } from '@nestjs/common';
import { addUp } from '../../platform.js';
import type { TaxDirection } from '../rows/journal-tax.entity.js';
import { AccountService } from '../chart/account.service.js';
import { LedgerSums, type Range, type TaxSum } from '../posting/ledger-sums.js';
import type { TaxCategory } from '../rows/tax-category.js';
import type { TaxRate } from '../rows/tax-rate.entity.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';
import { ReportScopeService } from '../rows/report-scope.service.js';
import type { TaxReportDto, TaxReportRow } from './report.dto.js';
import type { ReportQuery } from '../rows/report-query.dto.js';

/** What is owed to the tax office. */
@Injectable()
export class TaxReportService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly sums: LedgerSums,
    private readonly rates: TaxRateService,
    private readonly accounts: AccountService,
  ) {}

  async get(query: ReportQuery): Promise<TaxReportDto> {
    const { since: from, to, locationIds, money } = await this.scopes.read(query);
    const sums = await this.sums.byTaxRate({ from, to, locationIds });
    const rates = await this.rates.find(sums.flatMap(({ taxRateId }) => taxRateId ?? []));
    const ofSide = (side: TaxDirection) =>
      byCategory(
        sums.filter(({ direction }) => direction === side),
        rates,
      );
    const rows = (side: TaxDirection): TaxReportRow[] =>
      ofSide(side)
        .map(({ taxRateId, category, net, tax }) => {
          const { code = '', rate = '0.0000' } = rates.get(taxRateId ?? '') ?? {};
          return { taxRateId, code, rate, category, net: money(net), tax: money(tax) };
        })
        .toSorted((a, b) => order(a).localeCompare(order(b), 'en'));
    const total = (side: TaxDirection) => addUp(ofSide(side).map(({ tax }) => tax));
    const booked = await this.booked({ from, to, locationIds });
    const corrections = DIRECTIONS.flatMap((direction) => {
      const tax = booked[direction] - total(direction);
      return tax === 0n ? [] : [{ direction, tax: money(tax) }];
    });
    return {
      from,
      to,
      sales: rows('sale'),
      purchases: rows('purchase'),
      corrections,
      taxOnSales: money(booked.sale),
      taxOnPurchases: money(booked.purchase),
      netDue: money(booked.sale - booked.purchase),
    };
  }

  /** What moved on the tax accounts, on the side they grow on. */
  private async booked(range: Range): Promise<Record<TaxDirection, bigint>> {
    const byRole = await this.accounts.byRole();
    const movement = async (role: 'sales_tax' | 'input_tax'): Promise<bigint> => {
      const [sum] = await this.sums.byAccount({ ...range, accountId: byRole.get(role) ?? '' });
      return sum ? sum.credit - sum.debit : 0n;
    };
    const [sale, purchase] = [await movement('sales_tax'), await movement('input_tax')];
    return { sale, purchase: -purchase };
  }
}

const DIRECTIONS = ['sale', 'purchase'] as const satisfies TaxDirection[];

type Row = Pick<TaxSum, 'taxRateId' | 'net' | 'tax'> & { category: TaxCategory };

/** One row for each rate and category: what is older than categories is added to that of its rate. */
function byCategory(sums: readonly TaxSum[], rates: ReadonlyMap<string, TaxRate>): Row[] {
  const rows = new Map<string, Row>();
  for (const { taxRateId, net, tax, ...sum } of sums) {
    const category = sum.category ?? rates.get(taxRateId ?? '')?.category ?? 'zero';
    const key = `${taxRateId ?? ''}/${category}`;
    const row = rows.get(key) ?? { taxRateId, category, net: 0n, tax: 0n };
    rows.set(key, { ...row, net: row.net + net, tax: row.tax + tax });
  }
  return [...rows.values()];
}

/** By code, what has no rate at the end. */
const order = ({ taxRateId, code, category }: TaxReportRow): string =>
  `${taxRateId === null ? 1 : 0} ${code} ${category}`;
