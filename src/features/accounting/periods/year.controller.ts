import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, Permission, Plane, WholeCompany } from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
import { CloseDto, ReopenDto, YearDto, YearListDto } from './period.dto.js';
import { YearPipe } from './period.pipe.js';
import { YearService } from './year.service.js';

@ApiTags('Accounting: periods')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting/years')
export class YearController {
  constructor(private readonly years: YearService) {}

  @Get()
  @Operation({ summary: 'List the years that something was posted into', answers: YearListDto })
  async list(): Promise<YearListDto> {
    return { items: (await this.years.list()).map((year) => YearDto.of(year)), nextCursor: null };
  }

  @Post(':year/close')
  @Operation({
    summary: 'Close a year that is over, after its months: its result goes to retained earnings',
    may: ['ledger', 'write'],
    answers: YearDto,
    example: {},
    refuses: ['validation_failed', 'period_already_closed', 'period_not_over', 'drafts_open', 'periods_open'],
  })
  @Idempotent()
  @WholeCompany()
  async close(@Param('year', YearPipe) year: number, @Body() input: CloseDto): Promise<YearDto> {
    return YearDto.of(await this.years.close(year, input));
  }

  @Post(':year/reopen')
  @Operation({
    summary: 'Reopen a closed year, with a reason; its result comes back',
    may: ['ledger', 'write'],
    answers: YearDto,
    refuses: ['validation_failed', 'period_not_closed'],
  })
  @Idempotent()
  @WholeCompany()
  async reopen(@Param('year', YearPipe) year: number, @Body() { reason }: ReopenDto): Promise<YearDto> {
    return YearDto.of(await this.years.reopen(year, reason));
  }
}
