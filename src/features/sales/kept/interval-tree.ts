/**
 * Which spans of days cover a day is asked of an ordinary index in the manner of a relational interval tree (Kriegel,
 * Pötke and Seidl, 2000). Each day is a node of a binary tree that is only computed. A span is filed under the highest
 * of the nodes that it covers, so whatever covers a day is filed on the way from the root to it. What has no end would
 * all lie at the root, and a question about an old day would read what became open later.
 */
const LEVELS = 22;
const ROOT = 2 ** (LEVELS - 1);
const DAY_MS = 86_400_000;
const BEFORE_1970 = 719_163;

/** The days counted from 0001-01-01, which is 1. Sums over numbers took two thirds of the time of those over dates. */
export const dayNumber = (day: string): number => Date.parse(day) / DAY_MS + BEFORE_1970;

/** Less than twice the root. */
export const LAST_DAY_NUMBER = dayNumber('9999-12-31');

/** Spans without an end lie by the year they begin in; those that begin before or after these years, with the nearest. */
const OPEN_YEARS = { first: 2000, last: 2063 };

/** The node of the days from `first` to `last`, both included; below zero where `last` is the last day there is. */
export function nodeOf(first: number, last: number): number {
  if (last === LAST_DAY_NUMBER) return -openYearOf(first);
  // The highest bit in which the number before the span differs from its end: no number between has more zeros below.
  const zeros = 31 - Math.clz32((first - 1) ^ last);
  return (last >> zeros) << zeros;
}

/** The nodes of all spans that cover the day: 22 at most, and the years up to it. Others are filed there as well. */
export function nodesOver(day: number): number[] {
  const nodes = [ROOT];
  for (let node = ROOT, step = ROOT / 2; node !== day; step /= 2) {
    node += day < node ? -step : step;
    nodes.push(node);
  }
  for (let year = OPEN_YEARS.first; year <= openYearOf(day); year += 1) nodes.push(-year);
  return nodes;
}

function openYearOf(day: number): number {
  const year = new Date((day - BEFORE_1970) * DAY_MS).getUTCFullYear();
  return Math.min(Math.max(year, OPEN_YEARS.first), OPEN_YEARS.last);
}
