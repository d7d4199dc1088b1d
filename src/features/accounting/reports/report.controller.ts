import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { Operation, Permission, Plane, Refuses, reportAnswer } from '../../platform.js';
import { LocationPerformanceService } from './location-performance.service.js';
import {
  balanceSheetFile,
  cashFile,
  locationPerformanceFile,
  profitAndLossFile,
  taxFile,
  trialBalanceFile,
} from './report.csv.js';
import {
  BalanceSheetDto,
  CashReportDto,
  LocationPerformanceDto,
  ProfitAndLossDto,
  TaxReportDto,
  TrialBalanceDto,
} from './report.dto.js';
import { BalanceSheetQuery, ReportQuery } from '../rows/report-query.dto.js';
import { StatementService } from './statement.service.js';
import { TaxReportService } from './tax-report.service.js';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('Accounting: reports')
@Refuses('unknown_reference')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting/reports')
export class ReportController {
  constructor(
    private readonly statements: StatementService,
    private readonly tax: TaxReportService,
    private readonly performance: LocationPerformanceService,
  ) {}

  @Get('trial-balance')
  @Operation({
    summary: 'Trial balance: debits and credits of each account',
    answers: TrialBalanceDto,
    csv: true,
  })
  trialBalance(@Query() query: ReportQuery): Promise<TrialBalanceDto | StreamableFile> {
    return reportAnswer(query, this.statements.trialBalance(query), trialBalanceFile);
  }

  @Get('profit-and-loss')
  @Operation({ summary: 'Profit and loss statement', answers: ProfitAndLossDto, csv: true })
  profitAndLoss(@Query() query: ReportQuery): Promise<ProfitAndLossDto | StreamableFile> {
    return reportAnswer(query, this.statements.profitAndLoss(query), profitAndLossFile);
  }

  @Get('balance-sheet')
  @Operation({ summary: 'Balance sheet', answers: BalanceSheetDto, csv: true })
  balanceSheet(@Query() query: BalanceSheetQuery): Promise<BalanceSheetDto | StreamableFile> {
    return reportAnswer(query, this.statements.balanceSheet(query), balanceSheetFile);
  }

  @Get('tax')
  @Operation({ summary: 'Tax on sales and purchases by rate', answers: TaxReportDto, csv: true })
  taxReport(@Query() query: ReportQuery): Promise<TaxReportDto | StreamableFile> {
    return reportAnswer(query, this.tax.get(query), taxFile);
  }

  @Get('location-performance')
  @Operation({
    summary: 'Sales, expenses and margin of each place and of the places below it',
    answers: LocationPerformanceDto,
    csv: true,
  })
  locationPerformance(@Query() query: ReportQuery): Promise<LocationPerformanceDto | StreamableFile> {
    return reportAnswer(query, this.performance.get(query), locationPerformanceFile);
  }

  @Get('cash')
  @Operation({
    summary: 'What came in and went out on cash, bank and card accounts',
    answers: CashReportDto,
    csv: true,
  })
  cash(@Query() query: ReportQuery): Promise<CashReportDto | StreamableFile> {
    return reportAnswer(query, this.statements.cash(query), cashFile);
  }
}
