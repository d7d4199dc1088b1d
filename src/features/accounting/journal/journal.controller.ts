import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  csvSheet,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
  TakesLines,
} from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
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

const CSV = csvSheet<JournalEntryDto>('journal', {
  id: true,
  number: true,
  date: true,
  memo: true,
  source: true,
  sourceId: true,
  locationId: true,
  total: true,
  postedBy: true,
  reversesId: false,
  status: false,
  lines: false,
  createdAt: false,
  updatedAt: false,
  version: false,
});

const CAPITAL = {
  date: '2026-01-02',
  memo: 'Capital paid in. Put the ids of two of your accounts below.',
  lines: [
    { accountId: '0198c3a1-7d2e-7000-8000-000000000001', debit: '1000.00' },
    { accountId: '0198c3a1-7d2e-7000-8000-000000000002', credit: '1000.00' },
  ],
};

@ApiTags('Accounting: journal')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting')
export class JournalController {
  constructor(
    private readonly journal: JournalService,
    private readonly reversal: JournalReversal,
    private readonly entries: JournalList,
  ) {}

  @Get('journal-entries')
  @Operation({ summary: 'List the journal, the newest day first', answers: JournalEntryPageDto, csv: true })
  list(@Query() query: JournalQuery): ListAnswer<JournalEntryDto> {
    return listAnswer(query, (page, shown) => this.entries.page(page, shown), CSV);
  }

  @Get('journal-entries/:id')
  @Operation({ summary: 'One entry with its lines', answers: JournalEntryDto, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<JournalEntryDto> {
    return this.entries.get(id);
  }

  @Post('journal-entries')
  @Operation({
    summary: 'Post an entry. It is balanced, numbered and never changed: reverse it instead',
    may: ['ledger', 'write'],
    answers: JournalEntryDto,
    status: 201,
    example: CAPITAL,
    refuses: [
      'validation_failed',
      'unbalanced_entry',
      'unknown_reference',
      'party_required',
      'account_inactive',
      'account_is_group',
      'location_inactive',
      'date_out_of_range',
      'customer_credit_exceeded',
      'amount_out_of_range',
      ...BOOKING_DAY,
    ],
  })
  @TakesLines()
  @Idempotent()
  async post(@Body() input: JournalEntryCreateDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.journal.post(input));
  }

  @Post('journal-entries/:id/reverse')
  @Operation({
    summary: 'Take an entry back: answers with the entry that does so',
    may: ['ledger', 'write'],
    answers: JournalEntryDto,
    example: { memo: 'Entered twice' },
    refuses: [
      'validation_failed',
      'not_found',
      'already_reversed',
      'date_too_early',
      'entry_has_source',
      'opening_items_settled',
      'customer_credit_exceeded',
      'date_out_of_range',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async reverse(@Param('id', IdPipe) id: string, @Body() input: ReverseDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.reversal.reverse(id, input));
  }
}
