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
  Plane,
  Roles,
} from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { Idempotent } from '../../idempotency/index.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import { EXPENSE_WRITERS, LEDGER_READERS, LEDGER_WRITERS } from '../rows/accounting.roles.js';
import { ExpenseFlow } from './expense-flow.service.js';
import {
  ExpenseApproveDto,
  ExpenseCreateDto,
  ExpenseDto,
  ExpensePageDto,
  ExpensePatchDto,
  ExpensePayDto,
  ExpenseQuery,
  ExpenseVoidDto,
} from './expense.dto.js';
import type { Expense } from '../rows/expense.entity.js';
import { ExpenseService } from './expense.service.js';

const CSV: CsvColumns<ExpenseDto> = {
  id: (row) => row.id,
  date: (row) => row.date,
  category: (row) => row.category,
  vendor: (row) => row.vendor,
  number: (row) => row.number,
  dueDate: (row) => row.dueDate,
  description: (row) => row.description,
  net: (row) => row.net,
  tax: (row) => row.tax,
  total: (row) => row.total,
  status: (row) => row.status,
  paidOn: (row) => row.paidOn,
  method: (row) => row.method,
  reference: (row) => row.reference,
  locationId: (row) => row.locationId,
  taxRateId: (row) => row.taxRateId,
};

@ApiAccounting('expenses')
@Plane('tenant')
@Roles(...LEDGER_READERS)
@Controller('accounting/expenses')
export class ExpenseController {
  constructor(
    private readonly expenses: ExpenseService,
    private readonly flow: ExpenseFlow,
    private readonly company: CompanyService,
  ) {}

  @Get()
  @ApiList('List expenses, the newest day first', ExpensePageDto)
  list(
    @Query() query: ExpenseQuery,
    @Headers('accept') accept?: string,
  ): Promise<ExpensePageDto> | StreamableFile {
    return listAnswer({ query, accept, list: (page) => this.page(page), name: 'expenses', columns: CSV });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One expense' })
  @ApiOkResponse({ type: ExpenseDto })
  @ApiProblems('not_found')
  async get(@Param('id', IdPipe) id: string): Promise<ExpenseDto> {
    return this.shown(await this.expenses.get(id));
  }

  @Post()
  @Idempotent()
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Hand in an expense as a draft' })
  @ApiCreatedResponse({ type: ExpenseDto })
  @ApiProblems(
    'validation_failed',
    'conflict',
    'unknown_category',
    'account_is_group',
    'unknown_reference',
    'tax_rate_inactive',
    'location_inactive',
    'date_in_future',
    'date_before_books',
    'amount_out_of_range',
    'idempotency_key_reused',
  )
  @ApiExample(ExpenseCreateDto, {
    date: '2026-03-31',
    category: 'Rent',
    vendor: 'City Estates Ltd',
    net: '1000.00',
    description: 'Rent for April',
  })
  async create(@Body() input: ExpenseCreateDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.create(input));
  }

  @Patch(':id')
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Change a draft' })
  @ApiOkResponse({ type: ExpenseDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'version_conflict',
    'expense_status',
    'unknown_category',
    'account_is_group',
    'unknown_reference',
    'tax_rate_inactive',
    'location_inactive',
    'date_in_future',
    'date_before_books',
    'amount_out_of_range',
  )
  @ApiExample(ExpensePatchDto, { net: '1050.00', description: 'Rent for April, with heating' })
  async update(@Param('id', IdPipe) id: string, @Body() change: ExpensePatchDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Delete a draft' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'expense_status')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.expenses.delete(id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Approve a draft: it is posted on its date' })
  @ApiOkResponse({ type: ExpenseDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'expense_status',
    'unknown_category',
    'account_is_group',
    'tax_rate_inactive',
    'location_inactive',
    'amount_out_of_range',
    'date_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiExample(ExpenseApproveDto, {})
  async approve(@Param('id', IdPipe) id: string, @Body() input: ExpenseApproveDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.approve(id, input));
  }

  @Post(':id/pay')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Pay an approved expense' })
  @ApiOkResponse({ type: ExpenseDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'expense_status',
    'date_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiExample(ExpensePayDto, { method: 'transfer', paidOn: '2026-04-15', reference: 'Bank statement 17' })
  async pay(@Param('id', IdPipe) id: string, @Body() payment: ExpensePayDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.pay(id, payment));
  }

  @Post(':id/void')
  @HttpCode(200)
  @Idempotent()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Void a draft or an approved expense' })
  @ApiOkResponse({ type: ExpenseDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'expense_status',
    'date_too_early',
    'date_out_of_range',
    'date_in_future',
    'date_before_books',
    'period_closed',
    'year_closed',
    'idempotency_key_reused',
  )
  @ApiExample(ExpenseVoidDto, {})
  async void(@Param('id', IdPipe) id: string, @Body() input: ExpenseVoidDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.void(id, input));
  }

  private async shown(expense: Expense): Promise<ExpenseDto> {
    return new ExpenseDto(expense, (await this.company.get()).exponent);
  }

  private async page(query: ExpenseQuery): Promise<ExpensePageDto> {
    const { items, nextCursor } = await this.expenses.list(query);
    const { exponent } = await this.company.known();
    return { items: items.map((expense) => new ExpenseDto(expense, exponent)), nextCursor };
  }
}
