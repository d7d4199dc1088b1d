import { Injectable } from '@nestjs/common';
import { LocationService, subtreeOf } from '../../locations/index.js';
import { AccountService } from '../chart/account.service.js';
import { LedgerSums } from '../posting/ledger-sums.js';
import { ReportScopeService } from '../rows/report-scope.service.js';
import type { LocationPerformanceDto, PlaceResult } from './report.dto.js';
import type { ReportQuery } from '../rows/report-query.dto.js';

interface Result {
  sales: bigint;
  expenses: bigint;
}

const NOWHERE = { id: null, code: '', name: 'No location' };

/** What each place sells and costs, by itself and with the places below it. */
@Injectable()
export class LocationPerformanceService {
  constructor(
    private readonly scopes: ReportScopeService,
    private readonly sums: LedgerSums,
    private readonly accounts: AccountService,
    private readonly locations: LocationService,
  ) {}

  async get(query: ReportQuery): Promise<LocationPerformanceDto> {
    const { since: from, to, locationIds, money } = await this.scopes.read(query);
    const results = await this.results({ from, to, locationIds });
    const all = await this.locations.all();
    const places = all.filter(({ id }) => !locationIds || locationIds.includes(id));
    const shown = results.has(null) ? [...places, NOWHERE] : places;
    return {
      from,
      to,
      rows: shown.map(({ id, code, name }) =>
        Object.assign({ locationId: id, code, name }, written(sumOf([id], results), money), {
          subtree: written(sumOf(id === null ? [id] : subtreeOf(id, all), results), money),
        }),
      ),
    };
  }

  private async results(range: {
    from: string;
    to: string;
    locationIds: string[] | undefined;
  }): Promise<Map<string | null, Result>> {
    const accounts = await this.accounts.all();
    const results = new Map<string | null, Result>();
    for (const row of await this.sums.byAccountAndLocation({ ...range, regularOnly: true })) {
      const type = accounts.get(row.accountId)?.type;
      if (type !== 'income' && type !== 'expense') continue;
      const { sales, expenses } = results.get(row.locationId) ?? { sales: 0n, expenses: 0n };
      const grown = row.credit - row.debit;
      const result =
        type === 'income' ? { sales: sales + grown, expenses } : { sales, expenses: expenses - grown };
      results.set(row.locationId, result);
    }
    return results;
  }
}

const sumOf = (ids: readonly (string | null)[], results: ReadonlyMap<string | null, Result>): Result =>
  ids.reduce<Result>(
    (sum, id) => {
      const { sales = 0n, expenses = 0n } = results.get(id) ?? {};
      return { sales: sum.sales + sales, expenses: sum.expenses + expenses };
    },
    { sales: 0n, expenses: 0n },
  );

const written = ({ sales, expenses }: Result, money: (minor: bigint) => string): PlaceResult => ({
  sales: money(sales),
  expenses: money(expenses),
  margin: money(sales - expenses),
});
