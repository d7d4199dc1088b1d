import { Injectable } from '@nestjs/common';
import type { TaxDirection } from '../journal/journal-tax.entity.js';
import { LedgerSums } from '../posting/ledger-sums.js';
import { TaxRateService } from '../tax-rates/tax-rate.service.js';
import { ReportScopeService } from './report-scope.service.js';
import type { TaxReportDto, TaxReportRow } from './report.dto.js';
import type { ReportQuery } from './report-query.dto.js';

/** What is owed to the tax office. */
@Injectable()
export class TaxReportService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly sums: LedgerSums,
    private readonly rates: TaxRateService,
  ) {}

  async get(query: ReportQuery): Promise<TaxReportDto> {
    const { since: from, to, locationIds, money } = await this.scopes.read(query);
    const sums = await this.sums.byTaxRate({ from, to, locationIds });
    const rates = await this.rates.find(sums.map(({ taxRateId }) => taxRateId));
    const ofSide = (side: TaxDirection) => sums.filter(({ direction }) => direction === side);
    const rows = (side: TaxDirection): TaxReportRow[] =>
      ofSide(side)
        .map(({ taxRateId, net, tax }) => {
          const { code = '', rate = '' } = rates.get(taxRateId) ?? {};
          return { taxRateId, code, rate, net: money(net), tax: money(tax) };
        })
        .sort((a, b) => (a.code < b.code ? -1 : 1));
    const total = (side: TaxDirection) => ofSide(side).reduce((sum, { tax }) => sum + tax, 0);
    return {
      from,
      to,
      sales: rows('sale'),
      purchases: rows('purchase'),
      taxOnSales: money(total('sale')),
      taxOnPurchases: money(total('purchase')),
      netDue: money(total('sale') - total('purchase')),
    };
  }
}
