import { Transactional } from '@tenantry/nest';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { actorEmail } from '../rows/actor.js';
import { AuditService, formatMoney } from '../../platform.js';
import { CompanyService } from '../../company/index.js';
import { AccountingService } from '../posting/accounting.service.js';
import { takenBackOn } from '../rows/taken-back.js';
import { ExpenseCheck } from './expense-check.service.js';
import type { ExpenseApproveDto, ExpensePayDto, ExpenseVoidDto } from './expense.dto.js';
import type { Expense } from '../rows/expense.entity.js';
import { EXPENSE_POSTINGS } from './expense.posting.js';
import { calledExpense, EXPENSE_STATES } from './expense.states.js';
import { ExpenseStore } from './expense.store.js';

/** What happens to an expense: draft → approved → paid, or void. Each step posts in its own transaction. */
@Injectable()
export class ExpenseFlow implements OnModuleInit {
  constructor(
    private readonly expenses: ExpenseStore,
    private readonly accounting: AccountingService,
    private readonly checks: ExpenseCheck,
    private readonly company: CompanyService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.accounting.register(EXPENSE_POSTINGS);
  }

  @Transactional()
  async approve(id: string, { version }: ExpenseApproveDto): Promise<Expense> {
    const expense = await this.expenses.lock(id, version);
    EXPENSE_STATES.assert(expense, 'approve');
    const accountId = await this.checks.accountOf(expense);
    const { date, locationId, net: amount, tax, total, taxRateId } = expense;
    const net = [{ amount, accountId }];
    const taxes = [{ taxRateId, category: await this.checks.categoryOf(taxRateId), net: amount, tax }];
    const posting = { sourceId: id, number: calledExpense(expense), date, locationId };
    await this.accounting.post('expense_approved', { ...posting, amounts: { net, tax, total }, taxes });
    const approvedBy = actorEmail();
    return this.save(expense, { status: 'approved', accountId, approvedBy });
  }

  @Transactional()
  async pay(id: string, input: ExpensePayDto): Promise<Expense> {
    const { method = 'transfer', paidOn, reference, version } = input;
    const expense = await this.expenses.lock(id, version);
    EXPENSE_STATES.assert(expense, 'pay');
    const date = paidOn ?? (await this.company.today());
    const { locationId, total } = expense;
    const posting = {
      sourceId: id,
      number: calledExpense(expense),
      date,
      locationId,
      amounts: { total },
      method,
    };
    const owedFrom = expense.bookedOn ?? expense.date;
    if (date >= owedFrom) await this.accounting.post('expense_paid', posting);
    else {
      // It waits for the expense as a prepayment.
      await this.accounting.post('expense_prepaid', posting);
      await this.accounting.post('prepayment_used', { ...posting, date: owedFrom });
    }
    return this.save(expense, { status: 'paid', paidOn: date, method, reference: reference ?? null });
  }

  /** A paid expense stays: the money has left. */
  @Transactional()
  async void(id: string, { date, version }: ExpenseVoidDto): Promise<Expense> {
    const expense = await this.expenses.lock(id, version);
    EXPENSE_STATES.assert(expense, 'void');
    if (expense.status === 'draft') return this.save(expense, { status: 'void' });
    const voidedOn = takenBackOn(date, { booked: expense.date, otherwise: expense.date });
    await this.accounting.takeBack('expense_voided', {
      sourceId: id,
      number: calledExpense(expense),
      date: voidedOn,
    });
    return this.save(expense, { status: 'void', voidedOn });
  }

  private async save(expense: Expense, change: Partial<Expense>): Promise<Expense> {
    const { status } = expense;
    const saved = await this.expenses.save(Object.assign(expense, change));
    const { exponent } = await this.company.get();
    await this.audit.record({
      action: `expense.${saved.status}`,
      entity: 'expense',
      entityId: saved.id,
      before: { status },
      after: { ...change, total: formatMoney(saved.total, exponent) },
    });
    return saved;
  }
}
