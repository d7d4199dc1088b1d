import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Between, Repository } from 'typeorm';
import { type DraftSource, OpenDrafts } from '../calendar/open-drafts.js';
import { Expense } from '../rows/expense.entity.js';

/** Expenses that nobody has approved yet. */
@Injectable()
export class ExpenseDrafts implements DraftSource, OnModuleInit {
  readonly what = 'expenses';

  constructor(
    @InjectTenantRepository(Expense) private readonly expenses: Repository<Expense>,
    private readonly drafts: OpenDrafts,
  ) {}

  onModuleInit(): void {
    this.drafts.register(this);
  }

  countDated(from: string, to: string): Promise<number> {
    return this.expenses.countBy({ status: 'draft', date: Between(from, to) });
  }
}
