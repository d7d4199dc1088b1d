import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { csvSheet, Operation, Permission, Plane, reportAnswer, rowRange, rowsFile } from '../../platform.js';
import {
  PeriodReportQuery,
  SalesReportDto,
  SalesReportQuery,
  type SalesReportRowDto,
  SubjectReportDto,
  SubjectReportQuery,
} from './sales-report.dto.js';
import { SalesReportService } from './sales-report.service.js';

const CSV = csvSheet<SalesReportRowDto>('sales', {
  key: true,
  label: true,
  invoices: true,
  net: true,
  tax: true,
  total: true,
  id: false,
});

const salesFile = ({ rows }: SalesReportDto): StreamableFile => rowsFile(CSV, rows);

type Answer<T> = Promise<T | StreamableFile>;

@ApiTags('Sales: reports')
@Permission('sales', 'read')
@Plane('tenant')
@Controller('sales/reports')
export class SalesReportController {
  constructor(private readonly reports: SalesReportService) {}

  @Get('by-customer')
  @Operation({
    summary: 'Sales by customer, the largest first',
    answers: SubjectReportDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  byCustomer(@Query() query: SubjectReportQuery): Answer<SubjectReportDto> {
    return reportAnswer(query, this.reports.byCustomer(query, rowRange(query)), salesFile);
  }

  @Get('by-product')
  @Operation({
    summary: 'Sales by product, the largest first',
    answers: SubjectReportDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  byProduct(@Query() query: SubjectReportQuery): Answer<SubjectReportDto> {
    return reportAnswer(query, this.reports.byProduct(query, rowRange(query)), salesFile);
  }

  @Get('by-location')
  @Operation({
    summary: 'Sales by location, the largest first',
    answers: SalesReportDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  byLocation(@Query() query: SalesReportQuery): Answer<SalesReportDto> {
    return reportAnswer(query, this.reports.byLocation(query), salesFile);
  }

  @Get('by-period')
  @Operation({
    summary: 'Sales by day, week, month, quarter or year',
    answers: SalesReportDto,
    csv: true,
    refuses: ['unknown_reference'],
  })
  byPeriod(@Query() query: PeriodReportQuery): Answer<SalesReportDto> {
    return reportAnswer(query, this.reports.byPeriod(query), salesFile);
  }
}
