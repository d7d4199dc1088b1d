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
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ApiExample,
  ApiList,
  ApiProblems,
  type CsvColumns,
  IdPipe,
  listAnswer,
  Plane,
  Roles,
  TakesLines,
} from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../rows/accounting.roles.js';
import {
  JournalEntryCreateDto,
  JournalEntryDto,
  JournalEntryPageDto,
  JournalQuery,
  ReverseDto,
} from './journal.dto.js';
import { JournalList } from './journal.list.js';
import { JournalReversal } from './journal-reversal.service.js';
import { JournalService } from './journal.service.js';

const CSV: CsvColumns<JournalEntryDto> = {
  id: (row) => row.id,
  number: (row) => row.number,
  date: (row) => row.date,
  memo: (row) => row.memo,
  source: (row) => row.source,
  sourceId: (row) => row.sourceId,
  locationId: (row) => row.locationId,
  total: (row) => row.total,
  postedBy: (row) => row.postedBy,
};

const CAPITAL = {
  date: '2026-01-02',
  memo: 'Capital paid in. Put the ids of two of your accounts below.',
  lines: [
    { accountId: '0198c3a1-7d2e-7000-8000-000000000001', debit: '1000.00' },
    { accountId: '0198c3a1-7d2e-7000-8000-000000000002', credit: '1000.00' },
  ],
};

@ApiAccounting('journal')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting')
export class JournalController {
  constructor(
    private readonly journal: JournalService,
    private readonly reversal: JournalReversal,
    private readonly entries: JournalList,
  ) {}

  @Get('journal-entries')
  @ApiList('List the journal, the newest day first', JournalEntryPageDto)
  list(
    @Query() query: JournalQuery,
    @Headers('accept') accept?: string,
  ): Promise<JournalEntryPageDto> | StreamableFile {
    return listAnswer({
      query,
      accept,
      list: (page, shown) => this.entries.page(page, shown),
      name: 'journal',
      columns: CSV,
    });
  }

  @Get('journal-entries/:id')
  @ApiOperation({ summary: 'One entry with its lines' })
  @ApiOkResponse({ type: JournalEntryDto })
  @ApiProblems('not_found')
  get(@Param('id', IdPipe) id: string): Promise<JournalEntryDto> {
    return this.entries.get(id);
  }

  @Post('journal-entries')
  @TakesLines()
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Post an entry. It is balanced, numbered and never changed: reverse it instead' })
  @ApiCreatedResponse({ type: JournalEntryDto })
  @ApiProblems(
    'validation_failed',
    'conflict',
    'unbalanced_entry',
    'unknown_reference',
    'party_required',
    'account_inactive',
    'account_is_group',
    'location_inactive',
    'date_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'customer_credit_exceeded',
    'amount_out_of_range',
    'idempotency_key_reused',
  )
  @ApiExample(JournalEntryCreateDto, CAPITAL)
  async post(@Body() input: JournalEntryCreateDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.journal.post(input));
  }

  @Post('journal-entries/:id/reverse')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Take an entry back: answers with the entry that does so' })
  @ApiOkResponse({ type: JournalEntryDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'already_reversed',
    'date_too_early',
    'entry_has_source',
    'opening_items_settled',
    'customer_credit_exceeded',
    'date_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiExample(ReverseDto, { memo: 'Entered twice' })
  async reverse(@Param('id', IdPipe) id: string, @Body() input: ReverseDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.reversal.reverse(id, input));
  }
}
