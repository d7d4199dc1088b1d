/** Balances are kept per day, per month and per year, so that any range of days is a handful of sums. */
export const GRAINS = ['day', 'month', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** A run of buckets of one grain, both ends included. */
export interface BucketRun {
  grain: Grain;
  first: string;
  last: string;
}

/** The three buckets that a day belongs to. */
export const bucketsOf = (date: string): { grain: Grain; bucket: string }[] => [
  { grain: 'day', bucket: date },
  { grain: 'month', bucket: date.slice(0, 7) },
  { grain: 'year', bucket: date.slice(0, 4) },
];

const FIRST_YEAR = 1000;
/** The day after it, and the month after that, are still written in ten characters. */
export const LAST_DAY = '9998-12-31';

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

const isMonthStart = (date: string): boolean => date.endsWith('-01');
const isMonthEnd = (date: string): boolean => isMonthStart(shiftDay(date, 1));
const month = (date: string): string => date.slice(0, 7);
const year = (date: string): string => date.slice(0, 4);

/** The day so many days later, or earlier. */
export const shiftDay = (date: string, days: number): string => {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  return day(y, m, d + days);
};

const firstOfMonth = (ym: string): string => `${ym}-01`;
const nextMonth = (ym: string): string => month(shiftDay(firstOfMonth(ym), 31));
const previousMonth = (ym: string): string => month(shiftDay(firstOfMonth(ym), -1));

/**
 * The days from `from` to `to` as runs of buckets that don't overlap: whole years, whole months beside them,
 * days at the edges. At most five runs, however long the range. Without `from`: since the books began.
 */
export function bucketRuns(from: string | undefined, to: string): BucketRun[] {
  const start = from ?? firstOfMonth(`${FIRST_YEAR}-01`);
  if (start > to) return [];
  if (to > LAST_DAY) return bucketRuns(start, LAST_DAY);
  const firstMonth = isMonthStart(start) ? month(start) : nextMonth(month(start));
  const lastMonth = isMonthEnd(to) ? month(to) : previousMonth(month(to));
  if (firstMonth > lastMonth) return [{ grain: 'day', first: start, last: to }];
  return [
    run('day', start, shiftDay(firstOfMonth(firstMonth), -1)),
    ...monthRuns(firstMonth, lastMonth),
    run('day', firstOfMonth(nextMonth(lastMonth)), to),
  ].filter(({ first, last }) => first <= last);
}

function monthRuns(first: string, last: string): BucketRun[] {
  const firstYear = first.endsWith('-01') ? year(first) : String(Number(year(first)) + 1);
  const lastYear = last.endsWith('-12') ? year(last) : String(Number(year(last)) - 1);
  if (firstYear > lastYear) return [run('month', first, last)];
  return [
    run('month', first, previousMonth(`${firstYear}-01`)),
    run('year', firstYear, lastYear),
    run('month', nextMonth(`${lastYear}-12`), last),
  ];
}

const run = (grain: Grain, first: string, last: string): BucketRun => ({ grain, first, last });
