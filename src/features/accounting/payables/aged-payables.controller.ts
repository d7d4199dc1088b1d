import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import {
  ApiList,
  ApiProblems,
  type CsvColumns,
  csvFile,
  Plane,
  Roles,
  rowRange,
  wantsCsv,
} from '../../platform.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS } from '../rows/accounting.roles.js';
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
