import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ApiExample, ApiProblems, Plane, Roles, WholeCompany } from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../rows/accounting.roles.js';
import { CloseDto, ReopenDto, YearDto, YearListDto } from './period.dto.js';
import { YearPipe } from './period.pipe.js';
import { YearService } from './year.service.js';

@ApiAccounting('periods')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/years')
export class YearController {
  constructor(private readonly years: YearService) {}

  @Get()
  @ApiOperation({ summary: 'List the years that something was posted into' })
  @ApiOkResponse({ type: YearListDto })
  async list(): Promise<YearListDto> {
    return { items: (await this.years.list()).map((year) => new YearDto(year)), nextCursor: null };
  }

  @Post(':year/close')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({
    summary: 'Close a year that is over, after its months: its result goes to retained earnings',
  })
  @ApiExample(CloseDto, {})
  @ApiOkResponse({ type: YearDto })
  @ApiProblems(
    'validation_failed',
    'location_forbidden',
    'conflict',
    'idempotency_key_reused',
    'period_already_closed',
    'period_not_over',
    'drafts_open',
    'periods_open',
  )
  async close(@Param('year', YearPipe) year: number, @Body() input: CloseDto): Promise<YearDto> {
    return new YearDto(await this.years.close(year, input));
  }

  @Post(':year/reopen')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Reopen a closed year, with a reason; its result comes back' })
  @ApiOkResponse({ type: YearDto })
  @ApiProblems(
    'validation_failed',
    'location_forbidden',
    'conflict',
    'idempotency_key_reused',
    'period_not_closed',
  )
  async reopen(@Param('year', YearPipe) year: number, @Body() { reason }: ReopenDto): Promise<YearDto> {
    return new YearDto(await this.years.reopen(year, reason));
  }
}
