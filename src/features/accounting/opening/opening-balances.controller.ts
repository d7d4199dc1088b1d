import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BOOKING_DAY, Operation, Permission, Plane, TakesLines, WholeCompany } from '../../platform.js';
import { Idempotent } from '../../idempotency/index.js';
import { JournalEntryDto } from '../journal/journal.dto.js';
import { JournalList } from '../journal/journal.list.js';
import { OpeningBalancesService } from './opening-balances.service.js';
import { OpeningBalancesDto } from './opening.dto.js';

const OPENING = {
  date: '2025-12-31',
  lines: [{ accountId: '0198c3a1-7d2e-7000-8000-000000000001', debit: '1000.00' }],
  payables: [{ vendor: 'City Estates Ltd', number: '2025-0815', date: '2025-12-01', amount: '400.00' }],
};

@ApiTags('Accounting: journal')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting')
export class OpeningBalancesController {
  constructor(
    private readonly opening: OpeningBalancesService,
    private readonly entries: JournalList,
  ) {}

  @Post('opening-balances')
  @Operation({
    summary:
      'Post balances to begin with, and what is open; the rest goes to the account of opening balances',
    may: ['ledger', 'write'],
    answers: JournalEntryDto,
    status: 201,
    example: OPENING,
    refuses: [
      'validation_failed',
      'opening_balances_exist',
      'opening_items_differ',
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
  @WholeCompany()
  async open(@Body() input: OpeningBalancesDto): Promise<JournalEntryDto> {
    return this.entries.get(await this.opening.open(input));
  }
}
