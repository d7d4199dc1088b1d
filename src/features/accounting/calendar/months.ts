import { shiftDay } from '../../platform.js';

/** `2026-03` */
export const MONTH = /^[1-9]\d{3}-(0[1-9]|1[0-2])$/;

/** The month so many months later, or earlier. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The months from the last one back to the first one. */
export function monthsBack(last: string, first: string, limit: number): string[] {
  const months: string[] = [];
  for (let month = last; month >= first && months.length < limit; month = shiftMonth(month, -1)) {
    months.push(month);
  }
  return months;
}

/** The twelve months of a year. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

export const lastDayOf = (month: string): string => shiftDay(`${shiftMonth(month, 1)}-01`, -1);
