import { DocumentStates, type RightTo, type Transition } from '../../platform.js';
import type { Expense, ExpenseStatus } from '../rows/expense.entity.js';
import { ExpenseStatusError, OpeningExpenseError } from './expense.errors.js';

type ExpenseState = Pick<Expense, 'status' | 'origin' | 'category' | 'vendor'>;
type Verb = 'update' | 'delete' | 'approve' | 'pay' | 'void';

/** What it is called in the books. */
export const calledExpense = ({ category, vendor }: Pick<Expense, 'category' | 'vendor'>): string =>
  vendor ? `${category}, ${vendor}` : category;

const HAND_IN: RightTo = ['expenses', 'write'];
const BOOK: RightTo = ['ledger', 'write'];

const transition = (
  done: string,
  fields: Pick<Transition<ExpenseState, ExpenseStatus>, 'from' | 'to' | 'right' | 'guards'>,
): Transition<ExpenseState, ExpenseStatus> => ({
  ...fields,
  code: 'expense_status',
  refusal: ({ status }) => new ExpenseStatusError(done, status),
});

/** What can be done with an expense. A paid one stays: the money has left. */
export const EXPENSE_STATES = new DocumentStates<ExpenseState, ExpenseStatus, Verb>({
  update: transition('changed', { from: ['draft'], right: HAND_IN }),
  delete: transition('deleted', { from: ['draft'], right: HAND_IN }),
  approve: transition('approved', { from: ['draft'], to: ['approved'], right: BOOK }),
  pay: transition('paid', { from: ['approved'], to: ['paid'], right: BOOK }),
  void: transition('voided', {
    from: ['draft', 'approved'],
    to: ['void'],
    right: BOOK,
    guards: [
      {
        code: 'expense_status',
        fails: ({ origin }) => origin === 'opening',
        refusal: (expense) => new OpeningExpenseError(calledExpense(expense)),
      },
    ],
  }),
});
