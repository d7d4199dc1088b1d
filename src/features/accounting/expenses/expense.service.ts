import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import {
  assertVersion,
  keysetPage,
  type Page,
  parseSort,
  searchText,
  ValidationError,
} from '../../platform.js';
import { LocationAccess } from '../../locations/index.js';
import { ExpenseCheck } from './expense-check.service.js';
import { ExpenseAmounts } from './expense.amounts.js';
import type { ExpenseCreateDto, ExpensePatchDto, ExpenseQuery } from './expense.dto.js';
import { Expense } from '../rows/expense.entity.js';
import { EXPENSE_STATES } from './expense.states.js';
import { ExpenseStore } from './expense.store.js';

/** Expenses as they are handed in: drafts can be changed and deleted. */
@Injectable()
export class ExpenseService {
  constructor(
    @InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>,
    private readonly store: ExpenseStore,
    private readonly amounts: ExpenseAmounts,
    private readonly checks: ExpenseCheck,
    private readonly access: LocationAccess,
  ) {}

  async list(query: ExpenseQuery): Promise<Page<Expense>> {
    const sort = parseSort(
      query.sort,
      ['date', 'total', 'category'],
      [{ column: 'date', direction: 'DESC' }],
    );
    const builder = await this.access.limit(filtered(this.expenses, query), 'expense.locationId');
    return keysetPage(builder, { query, sort });
  }

  get(id: string): Promise<Expense> {
    return this.store.get(id);
  }

  @Transactional()
  async create(input: ExpenseCreateDto): Promise<Expense> {
    const { net, gross, ...fields } = input;
    assertDue(fields);
    await this.checks.assertCategory(fields.category);
    const locationId = await this.checks.place(fields.locationId);
    const amounts = await this.amounts.of({ net, gross }, fields);
    const expense = this.expenses.create({ ...fields, ...amounts, locationId });
    await this.expenses.insert(expense);
    return this.get(expense.id);
  }

  @Transactional()
  async update(id: string, { version, net, gross, ...change }: ExpensePatchDto): Promise<Expense> {
    const expense = await this.lockFor('update', id);
    assertVersion('expense', expense, version);
    await this.checks.assertPlace(change.locationId);
    const { taxRateId = expense.taxRateId, date = expense.date } = change;
    if (change.category !== undefined) await this.checks.assertCategory(change.category);
    const amounts = await this.amounts.again(expense, { net, gross }, { taxRateId, date });
    const next = Object.assign(expense, change, amounts);
    assertDue(next);
    return this.expenses.save(next);
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    await this.lockFor('delete', id);
    await this.expenses.delete({ id });
  }

  private async lockFor(verb: 'update' | 'delete', id: string): Promise<Expense> {
    const expense = await this.store.lock(id);
    EXPENSE_STATES.assert(expense, verb);
    return expense;
  }
}

function assertDue({ date, dueDate }: { date: string; dueDate?: string | null | undefined }): void {
  if (!dueDate || date <= dueDate) return;
  throw new ValidationError([{ path: 'dueDate', message: `must not lie before ${date}` }]);
}

function filtered(expenses: Repository<Expense>, query: ExpenseQuery): SelectQueryBuilder<Expense> {
  const { from, to, status, category, vendor, locationId, taxRateId } = query;
  const equal = Object.entries({ status, category, vendor, locationId, taxRateId });
  const builder = expenses
    .createQueryBuilder('expense')
    .where(Object.fromEntries(equal.filter(([, value]) => value !== undefined)));
  if (from !== undefined) builder.andWhere('expense.date >= :from', { from });
  if (to !== undefined) builder.andWhere('expense.date <= :to', { to });
  return searchText(builder, query.q);
}
