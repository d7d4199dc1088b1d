import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { Roles } from '../../../http/auth/roles.decorator.js';
import { type CsvColumns, csvFile, wantsCsv } from '../../../http/csv.js';
import { ApiList } from '../../../http/docs/api-list.decorator.js';
import { ApiProblems } from '../../../http/docs/api-problems.decorator.js';
import { Plane } from '../../../http/plane.decorator.js';
import { rowRange } from '../../../http/row-page.js';
import { ApiAccounting } from '../accounting.docs.js';
import { LEDGER_READERS } from '../accounting.roles.js';
import { AgedPayablesDto, AgedPayablesQuery, type AgedPayablesRowDto } from './aged-payables.dto.js';
import { AgedPayablesService } from './aged-payables.service.js';

const CSV: CsvColumns<AgedPayablesRowDto> = {
  vendor: (row) => row.vendor,
  current: (row) => row.current,
  days1to30: (row) => row.days1to30,
  days31to60: (row) => row.days31to60,
  days61to90: (row) => row.days61to90,
  over90: (row) => row.over90,
  total: (row) => row.total,
};

@ApiAccounting('reports')
@Roles(...LEDGER_READERS)
@Plane('tenant')
@Controller('accounting/reports/aged-payables')
export class AgedPayablesController {
  constructor(private readonly report: AgedPayablesService) {}

  @Get()
  @ApiList('What vendors are owed, by the days since it was due', AgedPayablesDto)
  @ApiProblems('unknown_reference')
  async get(
    @Query() query: AgedPayablesQuery,
    @Headers('accept') accept?: string,
  ): Promise<AgedPayablesDto | StreamableFile> {
    const report = await this.report.get(query, rowRange(query, accept));
    if (!wantsCsv(query, accept)) return report;
    const page = () => Promise.resolve({ items: report.rows, nextCursor: null });
    return csvFile({ name: 'aged-payables', columns: CSV, page });
  }
}
