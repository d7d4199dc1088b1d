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
import { CompanyService } from '../../company/company.service.js';
import { EXPENSE_WRITERS, LEDGER_READERS, LEDGER_WRITERS } from '../accounting.roles.js';
import { ExpenseFlow } from './expense-flow.service.js';
import {
  ExpenseCreateDto,
  ExpenseDto,
  ExpensePageDto,
  ExpensePatchDto,
  ExpensePayDto,
  ExpenseQuery,
  ExpenseVoidDto,
} from './expense.dto.js';
import type { Expense } from './expense.entity.js';
import { ExpenseService } from './expense.service.js';

@ApiTags('Accounting: expenses')
@ApiBearerAuth()
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
  @ApiOperation({ summary: 'List expenses, the newest day first' })
  @ApiOkResponse({ type: ExpensePageDto })
  async list(@Query() query: ExpenseQuery): Promise<ExpensePageDto> {
    const { items, nextCursor } = await this.expenses.list(query);
    const { exponent } = await this.company.get();
    return { items: items.map((expense) => new ExpenseDto(expense, exponent)), nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One expense' })
  @ApiOkResponse({ type: ExpenseDto })
  async get(@Param('id', IdPipe) id: string): Promise<ExpenseDto> {
    return this.shown(await this.expenses.get(id));
  }

  @Post()
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Hand in an expense as a draft' })
  @ApiCreatedResponse({ type: ExpenseDto })
  async create(@Body() input: ExpenseCreateDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.create(input));
  }

  @Patch(':id')
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Change a draft' })
  @ApiOkResponse({ type: ExpenseDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: ExpensePatchDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...EXPENSE_WRITERS)
  @ApiOperation({ summary: 'Delete a draft' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.expenses.delete(id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Approve a draft: it is posted on its date' })
  @ApiOkResponse({ type: ExpenseDto })
  async approve(@Param('id', IdPipe) id: string): Promise<ExpenseDto> {
    return this.shown(await this.flow.approve(id));
  }

  @Post(':id/pay')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Pay an approved expense' })
  @ApiOkResponse({ type: ExpenseDto })
  async pay(@Param('id', IdPipe) id: string, @Body() payment: ExpensePayDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.pay(id, payment));
  }

  @Post(':id/void')
  @HttpCode(200)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Void a draft or an approved expense' })
  @ApiOkResponse({ type: ExpenseDto })
  async void(@Param('id', IdPipe) id: string, @Body() input: ExpenseVoidDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.void(id, input));
  }

  private async shown(expense: Expense): Promise<ExpenseDto> {
    return new ExpenseDto(expense, (await this.company.get()).exponent);
  }
}
