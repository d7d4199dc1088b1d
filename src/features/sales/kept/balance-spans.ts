import { LAST_DAY_NUMBER } from './interval-tree.js';

/** What was owed at the end of each day from `firstDay` to `lastDay`, in minor units. Days are numbers. */
export interface BalanceSpan {
  firstDay: number;
  lastDay: number;
  owed: number;
}

/** What took off a balance on a day; below zero when it was put back. */
export interface Settlement {
  day: number;
  amount: number;
}

/** An issued invoice; a void one was owed until the day before it was voided. */
export interface Owed {
  issueDay: number;
  total: number;
  voidDay?: number;
}

/** The spans in which an invoice was owed, the earliest first; none where nothing was. */
export function balanceSpans(
  { issueDay, total, voidDay }: Owed,
  settlements: readonly Settlement[],
): BalanceSpan[] {
  const lastDay = voidDay === undefined ? LAST_DAY_NUMBER : voidDay - 1;
  const spans: BalanceSpan[] = [];
  let span = { firstDay: issueDay, lastDay, owed: total };
  for (const { day, amount } of settlements.toSorted((a, b) => a.day - b.day)) {
    // What is dated before the invoice counts from its first day.
    const firstDay = Math.max(day, issueDay);
    if (firstDay > lastDay) break;
    spans.push({ ...span, lastDay: firstDay - 1 });
    span = { firstDay, lastDay, owed: span.owed - amount };
  }
  spans.push(span);
  return spans.filter((found) => found.firstDay <= found.lastDay && found.owed !== 0);
}
