import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { ApiList, ApiProblems, Plane, Roles, wantsCsv } from '../../platform.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS } from '../rows/accounting.roles.js';
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

/** JSON, or a file when that was asked for. */
const answer = <T>(
  report: T,
  file: (report: T) => StreamableFile,
  asked: { query: ReportQuery; accept: string | undefined },
): T | StreamableFile => (wantsCsv(asked.query, asked.accept) ? file(report) : report);

@ApiAccounting('reports')
@ApiProblems('unknown_reference')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/reports')
export class ReportController {
  constructor(
    private readonly statements: StatementService,
    private readonly tax: TaxReportService,
    private readonly performance: LocationPerformanceService,
  ) {}

  @Get('trial-balance')
  @ApiList('Trial balance: debits and credits of each account', TrialBalanceDto)
  async trialBalance(
    @Query() query: ReportQuery,
    @Headers('accept') accept?: string,
  ): Promise<TrialBalanceDto | StreamableFile> {
    return answer(await this.statements.trialBalance(query), trialBalanceFile, { query, accept });
  }

  @Get('profit-and-loss')
  @ApiList('Profit and loss statement', ProfitAndLossDto)
  async profitAndLoss(
    @Query() query: ReportQuery,
    @Headers('accept') accept?: string,
  ): Promise<ProfitAndLossDto | StreamableFile> {
    return answer(await this.statements.profitAndLoss(query), profitAndLossFile, { query, accept });
  }

  @Get('balance-sheet')
  @ApiList('Balance sheet', BalanceSheetDto)
  async balanceSheet(
    @Query() query: BalanceSheetQuery,
    @Headers('accept') accept?: string,
  ): Promise<BalanceSheetDto | StreamableFile> {
    return answer(await this.statements.balanceSheet(query), balanceSheetFile, { query, accept });
  }

  @Get('tax')
  @ApiList('Tax on sales and purchases by rate', TaxReportDto)
  async taxReport(
    @Query() query: ReportQuery,
    @Headers('accept') accept?: string,
  ): Promise<TaxReportDto | StreamableFile> {
    return answer(await this.tax.get(query), taxFile, { query, accept });
  }

  @Get('location-performance')
  @ApiList('Sales, expenses and margin of each place and of the places below it', LocationPerformanceDto)
  async locationPerformance(
    @Query() query: ReportQuery,
    @Headers('accept') accept?: string,
  ): Promise<LocationPerformanceDto | StreamableFile> {
    return answer(await this.performance.get(query), locationPerformanceFile, { query, accept });
  }

  @Get('cash')
  @ApiList('What came in and went out on cash, bank and card accounts', CashReportDto)
  async cash(
    @Query() query: ReportQuery,
    @Headers('accept') accept?: string,
  ): Promise<CashReportDto | StreamableFile> {
    return answer(await this.statements.cash(query), cashFile, { query, accept });
  }
}
