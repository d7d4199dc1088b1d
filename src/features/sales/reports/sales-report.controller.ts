import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
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
import { SALES_READERS } from '../rows/sales.roles.js';
import {
  PeriodReportQuery,
  SalesReportDto,
  SalesReportQuery,
  type SalesReportRowDto,
  SubjectReportDto,
  SubjectReportQuery,
} from './sales-report.dto.js';
import { SalesReportService } from './sales-report.service.js';

const CSV: CsvColumns<SalesReportRowDto> = {
  key: (row) => row.key,
  label: (row) => row.label,
  invoices: (row) => row.invoices,
  net: (row) => row.net,
  tax: (row) => row.tax,
  total: (row) => row.total,
};

type Answer = Promise<SalesReportDto | SubjectReportDto | StreamableFile>;

@ApiTags('Sales: reports')
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/reports')
export class SalesReportController {
  constructor(private readonly reports: SalesReportService) {}

  @Get('by-customer')
  @ApiList('Sales by customer, the largest first', SubjectReportDto)
  @ApiProblems('unknown_reference')
  byCustomer(@Query() query: SubjectReportQuery, @Headers('accept') accept?: string): Answer {
    return answer(query, accept, this.reports.byCustomer(query, rowRange(query, accept)));
  }

  @Get('by-product')
  @ApiList('Sales by product, the largest first', SubjectReportDto)
  @ApiProblems('unknown_reference')
  byProduct(@Query() query: SubjectReportQuery, @Headers('accept') accept?: string): Answer {
    return answer(query, accept, this.reports.byProduct(query, rowRange(query, accept)));
  }

  @Get('by-location')
  @ApiList('Sales by location, the largest first', SalesReportDto)
  @ApiProblems('unknown_reference')
  byLocation(@Query() query: SalesReportQuery, @Headers('accept') accept?: string): Answer {
    return answer(query, accept, this.reports.byLocation(query));
  }

  @Get('by-period')
  @ApiList('Sales by day, week, month, quarter or year', SalesReportDto)
  @ApiProblems('unknown_reference')
  byPeriod(@Query() query: PeriodReportQuery, @Headers('accept') accept?: string): Answer {
    return answer(query, accept, this.reports.byPeriod(query));
  }
}

async function answer(
  query: SalesReportQuery,
  accept: string | undefined,
  report: Promise<SalesReportDto>,
): Answer {
  const { rows, ...rest } = await report;
  if (!wantsCsv(query, accept)) return { ...rest, rows };
  return csvFile({
    name: 'sales',
    columns: CSV,
    page: () => Promise.resolve({ items: rows, nextCursor: null }),
  });
}
