import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { csvSheet, Operation, Permission, Plane, reportAnswer, rowRange, rowsFile } from '../../platform.js';
import {
  AgedReceivablesDto,
  AgedReceivablesQuery,
  type AgedReceivablesRowDto,
} from './aged-receivables.dto.js';
import { AgedReceivablesService } from './aged-receivables.service.js';
import { ApiTags } from '@nestjs/swagger';

const CSV = csvSheet<AgedReceivablesRowDto>('aged-receivables', {
  code: true,
  name: true,
  current: true,
  days1to30: true,
  days31to60: true,
  days61to90: true,
  over90: true,
  total: true,
  customerId: false,
});

/** A report for accountants that is made of invoices. */
@ApiTags('Accounting: reports')
@Permission('ledger', 'read')
@Plane('tenant')
@Controller('accounting/reports/aged-receivables')
export class AgedReceivablesController {
  constructor(private readonly report: AgedReceivablesService) {}

  @Get()
  @Operation({
    summary: 'What customers owe, by the days since it was due',
    answers: AgedReceivablesDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  get(@Query() query: AgedReceivablesQuery): Promise<AgedReceivablesDto | StreamableFile> {
    return reportAnswer(query, this.report.get(query, rowRange(query)), ({ rows }) => rowsFile(CSV, rows));
  }
}
