import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  csvSheet,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
  WholeCompany,
} from '../../platform.js';
import { CloseDto, PeriodDto, PeriodPageDto, PeriodQuery, ReopenDto } from './period.dto.js';
import { PeriodList } from './period.list.js';
import { PeriodPipe } from './period.pipe.js';
import { PeriodService } from './period.service.js';

const CSV = csvSheet<PeriodDto>('periods', {
  period: true,
  status: true,
  closedAt: true,
  closedBy: true,
  reopenedAt: true,
  reopenedBy: true,
  reopenReason: true,
});

@ApiTags('Accounting: periods')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting/periods')
export class PeriodController {
  constructor(
    private readonly periods: PeriodService,
    private readonly months: PeriodList,
  ) {}

  @Get()
  @Operation({
    summary: 'List the months of the books, the newest first; every month is open until it is closed',
    answers: PeriodPageDto,
    csv: true,
  })
  list(@Query() query: PeriodQuery): ListAnswer<PeriodDto> {
    return listAnswer(query, (page) => this.months.page(page), CSV);
  }

  @Get(':period')
  @Operation({ summary: 'One month', answers: PeriodDto, refuses: ['validation_failed'] })
  get(@Param('period', PeriodPipe) period: string): Promise<PeriodDto> {
    return this.months.get(period);
  }

  @Post(':period/close')
  @Operation({
    summary: 'Close a month that is over and has no drafts: nothing is posted into it any more',
    may: ['ledger', 'write'],
    answers: PeriodDto,
    example: {},
    refuses: ['validation_failed', 'period_already_closed', 'period_not_over', 'drafts_open'],
  })
  @WholeCompany()
  async close(@Param('period', PeriodPipe) period: string, @Body() input: CloseDto): Promise<PeriodDto> {
    return PeriodDto.of(period, await this.periods.close(period, input));
  }

  @Post(':period/reopen')
  @Operation({
    summary: 'Reopen a closed month, with a reason',
    may: ['ledger', 'write'],
    answers: PeriodDto,
    refuses: ['validation_failed', 'period_not_closed', 'year_closed'],
  })
  @WholeCompany()
  async reopen(
    @Param('period', PeriodPipe) period: string,
    @Body() { reason }: ReopenDto,
  ): Promise<PeriodDto> {
    return PeriodDto.of(period, await this.periods.reopen(period, reason));
  }
}
