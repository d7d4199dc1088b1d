import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { csvSheet, Operation, Permission, Plane, reportAnswer, rowRange, rowsFile } from '../../platform.js';
import { AgedPayablesDto, AgedPayablesQuery, type AgedPayablesRowDto } from './aged-payables.dto.js';
import { AgedPayablesService } from './aged-payables.service.js';
import { ApiTags } from '@nestjs/swagger';

const CSV = csvSheet<AgedPayablesRowDto>('aged-payables', {
  vendor: true,
  current: true,
  days1to30: true,
  days31to60: true,
  days61to90: true,
  over90: true,
  total: true,
});

@ApiTags('Accounting: reports')
@Permission('ledger', 'read')
@Plane('tenant')
@Controller('accounting/reports/aged-payables')
export class AgedPayablesController {
  constructor(private readonly report: AgedPayablesService) {}

  @Get()
  @Operation({
    summary: 'What vendors are owed, by the days since it was due',
    answers: AgedPayablesDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  get(@Query() query: AgedPayablesQuery): Promise<AgedPayablesDto | StreamableFile> {
    return reportAnswer(query, this.report.get(query, rowRange(query)), ({ rows }) => rowsFile(CSV, rows));
  }
}
