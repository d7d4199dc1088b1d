import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  BOOKING_DAY,
  CHANGE,
  csvSheet,
  DOCUMENT_TERMS,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
} from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { Idempotent } from '../../idempotency/index.js';
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
import { EXPENSE_STATES } from './expense.states.js';
import { ExpenseService } from './expense.service.js';

const CSV = csvSheet<ExpenseDto>('expenses', {
  id: true,
  date: true,
  category: true,
  vendor: true,
  number: true,
  dueDate: true,
  description: true,
  net: true,
  tax: true,
  total: true,
  status: true,
  paidOn: true,
  method: true,
  reference: true,
  locationId: true,
  taxRateId: true,
  accountId: false,
  approvedBy: false,
  voidedOn: false,
  origin: false,
  createdAt: false,
  updatedAt: false,
  version: false,
  actions: false,
});

@ApiTags('Accounting: expenses')
@Plane('tenant')
@Permission('ledger', 'read')
@Controller('accounting/expenses')
export class ExpenseController {
  constructor(
    private readonly expenses: ExpenseService,
    private readonly flow: ExpenseFlow,
    private readonly company: CompanyService,
  ) {}

  @Get()
  @Operation({ summary: 'List expenses, the newest day first', answers: ExpensePageDto, csv: true })
  list(@Query() query: ExpenseQuery): ListAnswer<ExpenseDto> {
    return listAnswer(query, (page) => this.page(page), CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One expense', answers: ExpenseDto, refuses: ['not_found'] })
  async get(@Param('id', IdPipe) id: string): Promise<ExpenseDto> {
    return this.shown(await this.expenses.get(id));
  }

  @Post()
  @Operation({
    summary: 'Hand in an expense as a draft',
    may: ['expenses', 'write'],
    answers: ExpenseDto,
    status: 201,
    example: {
      date: '2026-03-31',
      category: 'Rent',
      vendor: 'City Estates Ltd',
      net: '1000.00',
      description: 'Rent for April',
    },
    refuses: [
      'validation_failed',
      'unknown_category',
      'account_is_group',
      'date_in_future',
      'date_before_books',
      ...DOCUMENT_TERMS,
    ],
  })
  @Idempotent()
  async create(@Body() input: ExpenseCreateDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.create(input));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a draft',
    may: ['expenses', 'write'],
    answers: ExpenseDto,
    example: { net: '1050.00', description: 'Rent for April, with heating' },
    refuses: [
      ...CHANGE,
      'expense_status',
      'unknown_category',
      'account_is_group',
      'date_in_future',
      'date_before_books',
      ...DOCUMENT_TERMS,
    ],
  })
  async update(@Param('id', IdPipe) id: string, @Body() change: ExpensePatchDto): Promise<ExpenseDto> {
    return this.shown(await this.expenses.update(id, change));
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete a draft',
    may: ['expenses', 'write'],
    refuses: ['not_found', 'expense_status'],
  })
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.expenses.delete(id);
  }

  @Post(':id/approve')
  @Operation({
    summary: 'Approve a draft: it is posted on its date',
    may: ['ledger', 'write'],
    answers: ExpenseDto,
    example: {},
    refuses: [
      ...CHANGE,
      'expense_status',
      'unknown_category',
      'account_is_group',
      'tax_rate_inactive',
      'location_inactive',
      'amount_out_of_range',
      'date_out_of_range',
      ...BOOKING_DAY,
    ],
  })
  @Idempotent()
  async approve(@Param('id', IdPipe) id: string, @Body() input: ExpenseApproveDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.approve(id, input));
  }

  @Post(':id/pay')
  @Operation({
    summary: 'Pay an approved expense',
    may: ['ledger', 'write'],
    answers: ExpenseDto,
    example: { method: 'transfer', paidOn: '2026-04-15', reference: 'Bank statement 17' },
    refuses: [...CHANGE, 'expense_status', 'date_out_of_range', ...BOOKING_DAY],
  })
  @Idempotent()
  async pay(@Param('id', IdPipe) id: string, @Body() payment: ExpensePayDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.pay(id, payment));
  }

  @Post(':id/void')
  @Operation({
    summary: 'Void a draft or an approved expense',
    may: ['ledger', 'write'],
    answers: ExpenseDto,
    example: {},
    refuses: [...CHANGE, 'expense_status', 'date_too_early', 'date_out_of_range', ...BOOKING_DAY],
  })
  @Idempotent()
  async void(@Param('id', IdPipe) id: string, @Body() input: ExpenseVoidDto): Promise<ExpenseDto> {
    return this.shown(await this.flow.void(id, input));
  }

  private async shown(expense: Expense): Promise<ExpenseDto> {
    const { exponent } = await this.company.get();
    return ExpenseDto.of(expense, { exponent, actions: EXPENSE_STATES.actionsForCaller()(expense) });
  }

  private async page(query: ExpenseQuery): Promise<ExpensePageDto> {
    const { items, nextCursor } = await this.expenses.list(query);
    const { exponent } = await this.company.known();
    const actionsOf = EXPENSE_STATES.actionsForCaller();
    const shown = (expense: Expense) => ExpenseDto.of(expense, { exponent, actions: actionsOf(expense) });
    return { items: items.map(shown), nextCursor };
  }
}
