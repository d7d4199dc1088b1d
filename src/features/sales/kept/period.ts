export const GRANULARITIES = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** A span of the calendar: how it sorts, and how people call it. */
export interface Period {
  /** `2026-03-31`, `2026-W13`, `2026-03`, `2026-Q1` or `2026`. */
  key: string;
  label: string;
}

const DAY_MS = 86_400_000;
const MONTHS = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** ISO 8601: a week belongs to the year its Thursday is in. */
function weekOf(day: string): Period {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = String(Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1);
  return { key: `${year}-W${week.padStart(2, '0')}`, label: `Week ${week}, ${year}` };
}

function quarterOf(day: string): Period {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  const year = day.slice(0, 4);
  return { key: `${year}-Q${quarter}`, label: `Quarter ${quarter}, ${year}` };
}

const monthOf = (day: string): Period => ({
  key: day.slice(0, 7),
  label: MONTHS.format(new Date(`${day}T00:00:00Z`)),
});

const plain = (key: string): Period => ({ key, label: key });

const PERIODS: Record<Granularity, (day: string) => Period> = {
  day: plain,
  week: weekOf,
  month: monthOf,
  quarter: quarterOf,
  year: (day) => plain(day.slice(0, 4)),
};

/** The period a day (`YYYY-MM-DD`) lies in. */
export const periodOf = (day: string, granularity: Granularity): Period => PERIODS[granularity](day);
