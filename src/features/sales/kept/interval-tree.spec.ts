import * as fc from 'fast-check';
import { dayNumber, LAST_DAY_NUMBER, nodeOf, nodesOver } from './interval-tree.js';

describe('The interval tree', () => {
  const spans = fc
    .tuple(fc.integer({ min: 1, max: LAST_DAY_NUMBER }), fc.integer({ min: 0, max: 4000 }))
    .map(([first, length]) => [first, Math.min(LAST_DAY_NUMBER, first + length)] as const);
  const openSpans = fc
    .integer({ min: 1, max: LAST_DAY_NUMBER })
    .map((first) => [first, LAST_DAY_NUMBER] as const);

  it('finds every span that covers a day on the way to it', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.oneof(spans, openSpans), part, ([first, last], where) => {
        const covered = first + Math.floor((last - first) * where);
        expect(nodesOver(covered)).toContain(nodeOf(first, last));
      }),
      { numRuns: 2000 },
    );
  });

  it('files a span that has an end under a day that it covers', () => {
    fc.assert(
      fc.property(spans, ([first, last]) => {
        fc.pre(last < LAST_DAY_NUMBER);
        const node = nodeOf(first, last);
        expect(node).toBeGreaterThanOrEqual(first);
        expect(node).toBeLessThanOrEqual(last);
      }),
    );
  });

  it('counts days from the first of the first year', () => {
    expect(dayNumber('0001-01-01')).toBe(1);
    expect(dayNumber('2026-03-01') - dayNumber('2026-02-28')).toBe(1);
    expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
  });

  it.each([
    ['1000-01-01', 1],
    ['2000-12-31', 1],
    ['2026-11-24', 27],
    ['9999-12-31', 64],
  ])('asks for at most 22 nodes on %s, and for %i years of what is open', (day, years) => {
    const nodes = nodesOver(dayNumber(day));
    const days = nodes.filter((node) => node > 0);
    expect(days.length).toBeLessThanOrEqual(22);
    expect(days.at(-1)).toBe(dayNumber(day));
    expect(nodes.length - days.length).toBe(years);
  });

  it('files what has no end by the year that it begins in', () => {
    const openFrom = (day: string) => nodeOf(dayNumber(day), LAST_DAY_NUMBER);
    expect(['1999-05-05', '2024-12-31', '2025-01-01', '3000-01-01'].map(openFrom)).toEqual([
      ...[-2000, -2024, -2025, -2063],
    ]);
    expect(nodesOver(dayNumber('2024-12-31'))).not.toContain(-2025);
  });
});
