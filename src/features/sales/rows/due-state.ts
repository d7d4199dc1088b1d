import type { Invoice } from './invoice.entity.js';

export const DUE_STATES = ['not_due', 'due', 'overdue'] as const;
export type DueState = (typeof DUE_STATES)[number];

export interface Due {
  /** Null where nothing is owed. */
  dueState: DueState | null;
  daysOverdue: number;
}

/** The statuses in which something is owed. */
export const OWED_STATUSES = ['issued', 'partially_paid'] as const satisfies Invoice['status'][];

const DAY_MS = 86_400_000;

/** Whether an invoice has to be paid by now. `today` is the day at the company's place. */
export function dueOf({ status, dueDate }: Pick<Invoice, 'status' | 'dueDate'>, today: string): Due {
  if (!OWED_STATUSES.some((owed) => owed === status)) return { dueState: null, daysOverdue: 0 };
  if (dueDate === null || dueDate > today) return { dueState: 'not_due', daysOverdue: 0 };
  if (dueDate === today) return { dueState: 'due', daysOverdue: 0 };
  return { dueState: 'overdue', daysOverdue: (Date.parse(today) - Date.parse(dueDate)) / DAY_MS };
}

/** How the due dates of each state compare with today. */
export const DUE_COMPARISONS: Readonly<Record<DueState, '>' | '=' | '<'>> = {
  not_due: '>',
  due: '=',
  overdue: '<',
};
