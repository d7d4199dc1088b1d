import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ApiExample,
  ApiList,
  ApiProblems,
  type CsvColumns,
  listAnswer,
  Plane,
  Roles,
  WholeCompany,
} from '../../platform.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../rows/accounting.roles.js';
import { CloseDto, PeriodDto, PeriodPageDto, PeriodQuery, ReopenDto } from './period.dto.js';
import { PeriodList } from './period.list.js';
import { PeriodPipe } from './period.pipe.js';
import { PeriodService } from './period.service.js';

const CSV: CsvColumns<PeriodDto> = {
  period: (row) => row.period,
  status: (row) => row.status,
  closedAt: (row) => row.closedAt,
  closedBy: (row) => row.closedBy,
  reopenedAt: (row) => row.reopenedAt,
  reopenedBy: (row) => row.reopenedBy,
  reopenReason: (row) => row.reopenReason,
};

@ApiAccounting('periods')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/periods')
export class PeriodController {
  constructor(
    private readonly periods: PeriodService,
    private readonly months: PeriodList,
  ) {}

  @Get()
  @ApiList(
    'List the months of the books, the newest first; every month is open until it is closed',
    PeriodPageDto,
  )
  list(
    @Query() query: PeriodQuery,
    @Headers('accept') accept?: string,
  ): Promise<PeriodPageDto> | StreamableFile {
    return listAnswer({
      query,
      accept,
      list: (page) => this.months.page(page),
      name: 'periods',
      columns: CSV,
    });
  }

  @Get(':period')
  @ApiOperation({ summary: 'One month' })
  @ApiOkResponse({ type: PeriodDto })
  @ApiProblems('validation_failed')
  get(@Param('period', PeriodPipe) period: string): Promise<PeriodDto> {
    return this.months.get(period);
  }

  @Post(':period/close')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({
    summary: 'Close a month that is over and has no drafts: nothing is posted into it any more',
  })
  @ApiExample(CloseDto, {})
  @ApiOkResponse({ type: PeriodDto })
  @ApiProblems(
    'validation_failed',
    'location_forbidden',
    'period_already_closed',
    'period_not_over',
    'drafts_open',
  )
  async close(@Param('period', PeriodPipe) period: string, @Body() input: CloseDto): Promise<PeriodDto> {
    return new PeriodDto(period, await this.periods.close(period, input));
  }

  @Post(':period/reopen')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Reopen a closed month, with a reason' })
  @ApiOkResponse({ type: PeriodDto })
  @ApiProblems('validation_failed', 'location_forbidden', 'period_not_closed', 'year_closed')
  async reopen(
    @Param('period', PeriodPipe) period: string,
    @Body() { reason }: ReopenDto,
  ): Promise<PeriodDto> {
    return new PeriodDto(period, await this.periods.reopen(period, reason));
  }
}
