import { Injectable } from '@nestjs/common';
import { assertRange, formatMoney } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { LocationAccess } from '../../locations/index.js';
import type { ReportQuery } from './report-query.dto.js';

/** What a report covers, and how it writes amounts. */
export interface ReportScope {
  /** As it was asked for; undefined: since the books began. */
  from: string | undefined;
  to: string;
  /** The first day of a report over a time. */
  since: string;
  /** Undefined: everywhere. */
  locationIds: string[] | undefined;
  money: (minor: number | bigint) => string;
}

/** Reads the query of a report: defaults, the places it covers, the currency. */
@Injectable()
export class ReportScopeService {
  constructor(
    private readonly company: CompanyService,
    private readonly access: LocationAccess,
  ) {}

  async read({ from, to, locationId }: ReportQuery): Promise<ReportScope> {
    const { exponent, timeZone } = await this.company.known();
    const last = to ?? this.company.dayIn(timeZone);
    assertRange(from, last);
    return {
      from,
      to: last,
      since: from ?? `${last.slice(0, 4)}-01-01`,
      locationIds: await this.access.covered(locationId),
      money: (minor) => formatMoney(minor, exponent),
    };
  }
}
