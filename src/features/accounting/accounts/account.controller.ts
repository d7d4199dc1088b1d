import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Roles } from '../../../http/auth/roles.decorator.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { LEDGER_READERS, LEDGER_WRITERS } from '../accounting.roles.js';
import {
  AccountCreateDto,
  AccountDto,
  AccountPageDto,
  AccountPatchDto,
  AccountQuery,
} from './account.dto.js';
import { AccountLedgerDto, LedgerQuery } from './account-ledger.dto.js';
import { AccountLedger } from './account-ledger.service.js';
import { ChartService } from './chart.service.js';

@ApiTags('Accounting: accounts')
@ApiBearerAuth()
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/accounts')
export class AccountController {
  constructor(
    private readonly chart: ChartService,
    private readonly ledger: AccountLedger,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the chart of accounts' })
  @ApiOkResponse({ type: AccountPageDto })
  async list(@Query() query: AccountQuery): Promise<AccountPageDto> {
    const { items, nextCursor } = await this.chart.list(query);
    return { items: items.map((account) => new AccountDto(account)), nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One account' })
  @ApiOkResponse({ type: AccountDto })
  async get(@Param('id', IdPipe) id: string): Promise<AccountDto> {
    return new AccountDto(await this.chart.get(id));
  }

  @Get(':id/ledger')
  @ApiOperation({ summary: 'Every line of an account, the oldest first, with its running balance' })
  @ApiOkResponse({ type: AccountLedgerDto })
  ledgerOf(@Param('id', IdPipe) id: string, @Query() query: LedgerQuery): Promise<AccountLedgerDto> {
    return this.ledger.page(id, query);
  }

  @Post()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Add an account' })
  @ApiCreatedResponse({ type: AccountDto })
  async create(@Body() input: AccountCreateDto): Promise<AccountDto> {
    return new AccountDto(await this.chart.create(input));
  }

  @Patch(':id')
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Rename, move or deactivate an account' })
  @ApiOkResponse({ type: AccountDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: AccountPatchDto): Promise<AccountDto> {
    return new AccountDto(await this.chart.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Delete an account that was never used' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.chart.delete(id);
  }
}
