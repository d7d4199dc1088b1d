import { dueOf } from './due-state.js';

describe('An invoice', () => {
  const on = (today: string, dueDate: string | null, status: 'issued' | 'paid' = 'issued') =>
    dueOf({ status, dueDate }, today);

  it('is not due before its day, due on it, and overdue after it', () => {
    expect(on('2026-02-27', '2026-02-28')).toEqual({ dueState: 'not_due', daysOverdue: 0 });
    expect(on('2026-02-28', '2026-02-28')).toEqual({ dueState: 'due', daysOverdue: 0 });
    expect(on('2026-03-01', '2026-02-28')).toEqual({ dueState: 'overdue', daysOverdue: 1 });
    expect(on('2027-02-28', '2026-02-28')).toEqual({ dueState: 'overdue', daysOverdue: 365 });
  });

  it('without a due date is never due', () => {
    expect(on('2026-03-01', null)).toEqual({ dueState: 'not_due', daysOverdue: 0 });
  });

  it.each(['draft', 'paid', 'void'] as const)('that is %s is in no such state', (status) => {
    expect(dueOf({ status, dueDate: '2020-01-01' }, '2026-03-01')).toEqual({
      dueState: null,
      daysOverdue: 0,
    });
  });
});
