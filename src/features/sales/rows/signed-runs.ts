import { type BucketRun, type Grain, LAST_DAY, shiftDay } from '../../platform.js';

/** A dekad is the days of a month that share their first digit. */
export type SalesGrain = Grain | 'dekad' | 'quarter' | 'half';

/** Buckets of one grain, both ends included, which are added to make up a range, or taken away from it. */
export interface SignedRun extends Omit<BucketRun, 'grain'> {
  readonly grain: SalesGrain;
  readonly sign: 1 | -1;
}

/** The bucket between two days, walked from the first to the second, or back. */
interface Step {
  readonly grain: SalesGrain;
  readonly low: string;
  readonly high: string;
  readonly sign: 1 | -1;
}

interface Ends {
  readonly from: string;
  /** The day after the last. */
  readonly end: string;
  readonly costs: ReadonlyMap<SalesGrain, number>;
}

interface Reached {
  readonly cost: number;
  readonly by?: Step;
}

/** The grains that are kept, and what is read for a bucket of each, as a part of what is read for a day. */
export type GrainCosts = Partial<Record<SalesGrain, number>>;

const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
/** `2026-03-14`, `2026-03-1`, `2026-03`, `2026` */
const LENGTHS = { day: 10, dekad: 9, month: 7, year: 4 } as const;
const FIRST_YEAR = 1000;
const LAST_END = shiftDay(LAST_DAY, 1);

/**
 * The days from `from` to `to` as the buckets that are read soonest, of the grains that are kept, and days. A year
 * that ends on the 23rd of November is this year and the last month of the other, and the days before and after, one
 * by one or what is left of the month without them. It is the shortest walk from the first day to the one after the
 * last: a bucket leads from its beginning to its end, and back when it is taken away.
 */
export function signedRuns(from: string | undefined, to: string, kept: GrainCosts): readonly SignedRun[] {
  if (to > LAST_DAY) return signedRuns(from, LAST_DAY, kept);
  const costs = new Map(Object.entries({ day: 1, ...kept }) as [SalesGrain, number][]);
  const end = shiftDay(to, 1);
  if (from !== undefined) return from > to ? [] : runsOf(shortestWalk({ from, end, costs }));
  const years: Step = { grain: 'year', low: newYear(FIRST_YEAR), high: newYear(yearOf(to)), sign: 1 };
  return runsOf([years, ...shortestWalk({ from: years.high, end, costs })]);
}

export function bucketOf(grain: SalesGrain, day: string): string {
  const part = (months: number): number => Math.ceil(Number(day.slice(5, 7)) / months);
  if (grain === 'quarter') return `${day.slice(0, 4)}-Q${part(MONTHS.quarter)}`;
  if (grain === 'half') return `${day.slice(0, 4)}-H${part(MONTHS.half)}`;
  return day.slice(0, LENGTHS[grain]);
}

/** Dijkstra's algorithm over the few hundred days on which a bucket of the range begins or ends. */
function shortestWalk(ends: Ends): Step[] {
  const { from, end } = ends;
  const open = new Map<string, Reached>([[from, { cost: 0 }]]);
  const done = new Map<string, Reached>();
  while (!done.has(end)) {
    const [day, reached] = nearest(open);
    open.delete(day);
    done.set(day, reached);
    for (const step of stepsAt(day, ends)) {
      const next = targetOf(step);
      const cost = reached.cost + costOf(step, ends.costs);
      if (!done.has(next) && cost < (open.get(next)?.cost ?? Infinity)) open.set(next, { cost, by: step });
    }
  }
  const walk: Step[] = [];
  for (let step = done.get(end)?.by; step; step = done.get(originOf(step))?.by) walk.unshift(step);
  return walk;
}

function nearest(open: ReadonlyMap<string, Reached>): [string, Reached] {
  let best: [string, Reached] | undefined;
  for (const entry of open) if (!best || entry[1].cost < best[1].cost) best = entry;
  if (!best) throw new RangeError('No way leads from the first day to the last.');
  return best;
}

/** Days in the months of both ends, longer buckets in their years, and the years between as one step. */
function stepsAt(day: string, { from, end, costs }: Ends): Step[] {
  const steps: Step[] = [];
  for (const grain of costs.keys()) {
    if (!begins(grain, day)) continue;
    const span = grain === 'day' || grain === 'dekad' ? monthOf : yearOf;
    const isAtEdge = (low: string): boolean => span(low) === span(from) || span(low) === span(end);
    const before = shift(grain, day, -1);
    if (isAtEdge(day)) steps.push({ grain, low: day, high: shift(grain, day, 1), sign: 1 });
    if (isAtEdge(before)) steps.push({ grain, low: before, high: day, sign: -1 });
  }
  const between = { low: newYear(yearOf(from) + 1), high: newYear(yearOf(end)) };
  if (day === between.low && between.low < between.high) steps.push({ grain: 'year', ...between, sign: 1 });
  return steps.filter(({ high }) => high <= LAST_END);
}

/** Days, and years, that follow each other are one run. Of the others there are few, and each is found by its name. */
function runsOf(walk: readonly Step[]): SignedRun[] {
  const runs: Step[] = [];
  for (const step of walk) {
    const last = runs.at(-1);
    const joins = step.grain === 'day' || step.grain === 'year';
    const goesOn = joins && last?.grain === step.grain && last.sign === step.sign;
    if (goesOn) runs.pop();
    const { low, high } = goesOn && last ? joined(last, step) : step;
    if (low < high) runs.push({ ...step, low, high });
  }
  return runs.map(({ grain, low, high, sign }) => ({
    ...{ grain, sign },
    first: bucketOf(grain, low),
    last: bucketOf(grain, shiftDay(high, -1)),
  }));
}

const joined = (a: Step, b: Step): Pick<Step, 'low' | 'high'> => ({
  low: a.low < b.low ? a.low : b.low,
  high: a.high > b.high ? a.high : b.high,
});

const costOf = ({ grain, low, high }: Step, costs: Ends['costs']): number =>
  (costs.get(grain) ?? Infinity) * (grain === 'year' ? yearOf(high) - yearOf(low) : 1);

const originOf = ({ sign, low, high }: Step): string => (sign === 1 ? low : high);
const targetOf = ({ sign, low, high }: Step): string => (sign === 1 ? high : low);

const yearOf = (day: string): number => Number(day.slice(0, 4));
const monthOf = (day: string): string => day.slice(0, 7);
const newYear = (year: number): string => `${year}-01-01`;

function begins(grain: SalesGrain, day: string): boolean {
  if (grain === 'day') return true;
  if (grain === 'dekad') return day.endsWith('-01') || (day.endsWith('0') && !day.endsWith('-00'));
  return day.endsWith('-01') && (Number(day.slice(5, 7)) - 1) % MONTHS[grain] === 0;
}

/** The day on which the bucket after the one that begins with `day` begins, or the one before. */
function shift(grain: SalesGrain, day: string, by: 1 | -1): string {
  if (grain === 'day') return shiftDay(day, by);
  if (grain === 'dekad') return by === 1 ? afterDekad(day) : firstOfDekad(shiftDay(day, -1));
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + by * MONTHS[grain];
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

const firstOfDekad = (day: string): string =>
  day[8] === '0' ? `${day.slice(0, 9)}1` : `${day.slice(0, 9)}0`;

function afterDekad(first: string): string {
  const tenLater = shiftDay(first, first.endsWith('1') ? 9 : 10);
  return monthOf(tenLater) === monthOf(first) ? tenLater : `${monthOf(tenLater)}-01`;
}
