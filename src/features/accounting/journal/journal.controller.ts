import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../http/auth/roles.decorator.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../accounting.roles.js';
import {
  JournalEntryCreateDto,
  JournalEntryDto,
  JournalEntryPageDto,
  JournalQuery,
  OpeningBalancesDto,
  ReverseDto,
} from './journal.dto.js';
import { JournalList } from './journal.list.js';
import { JournalService } from './journal.service.js';

@ApiTags('Accounting: journal')
@ApiBearerAuth()
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting')
export class JournalController {
  constructor(
    private readonly journal: JournalService,
    private readonly entries: JournalList,
  ) {}

  @Get('journal-entries')
  @ApiOperation({ summary: 'List the journal, the newest day first' })
  @ApiOkResponse({ type: JournalEntryPageDto })
  list(@Query() query: JournalQuery): Promise<JournalEntryPageDto> {
    return this.entries.page(query);
  }

  @Get('journal-entries/:id')
  @ApiOperation({ summary: 'One entry with its lines' })
  @ApiOkResponse({ type: JournalEntryDto })
  get(@Param('id', IdPipe) id: string): Promise<JournalEntryDto> {
    return this.entries.get(id);
  }

  @Post('journal-entries')
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Post an entry. It is balanced, numbered and never changed: reverse it instead' })
  @ApiCreatedResponse({ type: JournalEntryDto })
  async post(@Body() input: JournalEntryCreateDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.journal.post(input));
  }

  @Post('journal-entries/:id/reverse')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Take an entry back: answers with the entry that does so' })
  @ApiOkResponse({ type: JournalEntryDto })
  async reverse(@Param('id', IdPipe) id: string, @Body() input: ReverseDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.journal.reverse(id, input));
  }

  @Post('opening-balances')
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Post balances to begin with; the rest goes to the account of opening balances' })
  @ApiCreatedResponse({ type: JournalEntryDto })
  async open(@Body() input: OpeningBalancesDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.journal.open(input));
  }
}
