import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { lockRow, assertVersion, NotFoundError } from '../../platform.js';
import { LocationAccess } from '../../locations/index.js';
import { Expense } from '../rows/expense.entity.js';

/** Expenses, as far as the signed-in user may know of them. */
@Injectable()
export class ExpenseStore {
  constructor(
    @InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>,
    private readonly access: LocationAccess,
  ) {}

  async get(id: string): Promise<Expense> {
    return this.shown(id, await this.expenses.findOneBy({ id }));
  }

  /** Held until the transaction ends. `version` is the one that was read; left out, any will do. */
  async lock(id: string, version?: number): Promise<Expense> {
    const expense = await this.shown(id, await lockRow(this.expenses, 'expense', id));
    assertVersion('expense', expense, version);
    return expense;
  }

  save(expense: Expense): Promise<Expense> {
    return this.expenses.save(expense);
  }

  private async shown(id: string, expense: Expense | null): Promise<Expense> {
    if (!expense) throw new NotFoundError('expense', id);
    await this.access.assertSees('expense', expense);
    return expense;
  }
}
