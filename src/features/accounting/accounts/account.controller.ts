import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ApiExample,
  ApiList,
  ApiProblems,
  type CsvColumns,
  IdPipe,
  listAnswer,
  type Page,
  Plane,
  Roles,
  WholeCompany,
} from '../../platform.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../rows/accounting.roles.js';
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

const CSV: CsvColumns<AccountDto> = {
  id: (row) => row.id,
  code: (row) => row.code,
  name: (row) => row.name,
  type: (row) => row.type,
  parentId: (row) => row.parentId,
  role: (row) => row.role,
  active: (row) => row.active,
};

const LEDGER_CSV: CsvColumns<LedgerRow> = {
  number: (row) => row.number,
  date: (row) => row.date,
  memo: (row) => row.memo,
  source: (row) => row.source,
  customerId: (row) => row.customerId,
  vendor: (row) => row.vendor,
  debit: (row) => row.debit,
  credit: (row) => row.credit,
  balance: (row) => row.balance,
};

@ApiAccounting('accounts')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/accounts')
export class AccountController {
  constructor(
    private readonly chart: ChartService,
    private readonly ledger: AccountLedger,
  ) {}

  @Get()
  @ApiList('List the chart of accounts', AccountPageDto)
  list(
    @Query() query: AccountQuery,
    @Headers('accept') accept?: string,
  ): Promise<AccountPageDto> | StreamableFile {
    return listAnswer({ query, accept, list: (page) => this.page(page), name: 'accounts', columns: CSV });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblems('not_found')
  async get(@Param('id', IdPipe) id: string): Promise<AccountDto> {
    return new AccountDto(await this.chart.get(id));
  }

  @Get(':id/ledger')
  @ApiList('Every line of an account, the oldest first, with its running balance', AccountLedgerDto)
  @ApiProblems('not_found', 'unknown_reference')
  ledgerOf(
    @Param('id', IdPipe) id: string,
    @Query() query: LedgerQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<LedgerRow>> | StreamableFile {
    const list = (page: LedgerQuery) => this.ledger.page(id, page);
    return listAnswer({ query, accept, list, name: 'ledger', columns: LEDGER_CSV });
  }

  @Post()
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Add an account' })
  @ApiCreatedResponse({ type: AccountDto })
  @ApiProblems(
    'validation_failed',
    'conflict',
    'unknown_reference',
    'account_type_mismatch',
    'account_in_use',
  )
  @ApiExample(AccountCreateDto, { code: '6150', name: 'Software', type: 'expense' })
  async create(@Body() input: AccountCreateDto): Promise<AccountDto> {
    return new AccountDto(await this.chart.create(input));
  }

  @Patch(':id')
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Rename, move or deactivate an account' })
  @ApiOkResponse({ type: AccountDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'account_in_use',
    'unknown_reference',
    'account_cycle',
    'account_type_mismatch',
    'account_required',
  )
  @ApiExample(AccountPatchDto, { name: 'Software and hosting' })
  async update(@Param('id', IdPipe) id: string, @Body() change: AccountPatchDto): Promise<AccountDto> {
    return new AccountDto(await this.chart.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...LEDGER_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Delete an account that was never used' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'account_in_use', 'account_required')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.chart.delete(id);
  }

  private async page(query: AccountQuery): Promise<AccountPageDto> {
    const { items, nextCursor } = await this.chart.list(query);
    return { items: items.map((account) => new AccountDto(account)), nextCursor };
  }
}
