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
import { ApiAccounting, LEDGER_READERS } from '../../accounting/index.js';
import {
  AgedReceivablesDto,
  AgedReceivablesQuery,
  type AgedReceivablesRowDto,
} from './aged-receivables.dto.js';
import { AgedReceivablesService } from './aged-receivables.service.js';

const CSV: CsvColumns<AgedReceivablesRowDto> = {
  code: (row) => row.code,
  name: (row) => row.name,
  current: (row) => row.current,
  days1to30: (row) => row.days1to30,
  days31to60: (row) => row.days31to60,
  days61to90: (row) => row.days61to90,
  over90: (row) => row.over90,
  total: (row) => row.total,
};

/** A report for accountants that is made of invoices. */
@ApiAccounting('reports')
@Roles(...LEDGER_READERS)
@Plane('tenant')
@Controller('accounting/reports/aged-receivables')
export class AgedReceivablesController {
  constructor(private readonly report: AgedReceivablesService) {}

  @Get()
  @ApiList('What customers owe, by the days since it was due', AgedReceivablesDto)
  @ApiProblems('unknown_reference')
  async get(
    @Query() query: AgedReceivablesQuery,
    @Headers('accept') accept?: string,
  ): Promise<AgedReceivablesDto | StreamableFile> {
    const report = await this.report.get(query, rowRange(query, accept));
    if (!wantsCsv(query, accept)) return report;
    const page = () => Promise.resolve({ items: report.rows, nextCursor: null });
    return csvFile({ name: 'aged-receivables', columns: CSV, page });
  }
}
