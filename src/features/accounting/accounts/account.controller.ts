import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CHANGE,
  csvSheet,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
  WholeCompany,
} from '../../platform.js';
import {
  AccountCreateDto,
  AccountDto,
  AccountPageDto,
  AccountPatchDto,
  AccountQuery,
} from '../chart/account.dto.js';
import { AccountLedgerDto, LedgerQuery, type LedgerRow } from './account-ledger.dto.js';
import { AccountLedger } from './account-ledger.service.js';
import { ChartService } from '../chart/chart.service.js';

const CSV = csvSheet<AccountDto>('accounts', {
  id: true,
  code: true,
  name: true,
  type: true,
  parentId: true,
  role: true,
  active: true,
  createdAt: false,
  updatedAt: false,
  version: false,
});

const LEDGER_CSV = csvSheet<LedgerRow>('ledger', {
  number: true,
  date: true,
  memo: true,
  source: true,
  customerId: true,
  vendor: true,
  debit: true,
  credit: true,
  balance: true,
  id: false,
  entryId: false,
  sourceId: false,
  locationId: false,
});

@ApiTags('Accounting: accounts')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting/accounts')
export class AccountController {
  constructor(
    private readonly chart: ChartService,
    private readonly ledger: AccountLedger,
  ) {}

  @Get()
  @Operation({ summary: 'List the chart of accounts', answers: AccountPageDto, csv: true })
  list(@Query() query: AccountQuery): ListAnswer<AccountDto> {
    return listAnswer(query, (page) => this.page(page), CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One account', answers: AccountDto, refuses: ['not_found'] })
  async get(@Param('id', IdPipe) id: string): Promise<AccountDto> {
    return AccountDto.of(await this.chart.get(id));
  }

  @Get(':id/ledger')
  @Operation({
    summary: 'Every line of an account, the oldest first, with its running balance',
    answers: AccountLedgerDto,
    csv: true,
    refuses: ['not_found', 'unknown_reference'],
  })
  ledgerOf(
    @Param('id', IdPipe) id: string,
    @Query() query: LedgerQuery,
  ): ListAnswer<LedgerRow, AccountLedgerDto> {
    const list = (page: LedgerQuery) => this.ledger.page(id, page);
    return listAnswer(query, list, LEDGER_CSV);
  }

  @Post()
  @Operation({
    summary: 'Add an account',
    may: ['ledger', 'write'],
    answers: AccountDto,
    status: 201,
    example: { code: '6150', name: 'Software', type: 'expense' },
    refuses: [
      'validation_failed',
      'conflict',
      'unknown_reference',
      'account_type_mismatch',
      'account_in_use',
    ],
  })
  @WholeCompany()
  async create(@Body() input: AccountCreateDto): Promise<AccountDto> {
    return AccountDto.of(await this.chart.create(input));
  }

  @Patch(':id')
  @Operation({
    summary: 'Rename, move or deactivate an account',
    may: ['ledger', 'write'],
    answers: AccountDto,
    example: { name: 'Software and hosting' },
    refuses: [
      ...CHANGE,
      'conflict',
      'account_in_use',
      'unknown_reference',
      'account_cycle',
      'account_type_mismatch',
      'account_required',
    ],
  })
  @WholeCompany()
  async update(@Param('id', IdPipe) id: string, @Body() change: AccountPatchDto): Promise<AccountDto> {
    return AccountDto.of(await this.chart.update(id, change));
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete an account that was never used',
    may: ['ledger', 'write'],
    refuses: ['not_found', 'account_in_use', 'account_required'],
  })
  @WholeCompany()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.chart.delete(id);
  }

  private async page(query: AccountQuery): Promise<AccountPageDto> {
    const { items, nextCursor } = await this.chart.list(query);
    return { items: items.map((account) => AccountDto.of(account)), nextCursor };
  }
}
