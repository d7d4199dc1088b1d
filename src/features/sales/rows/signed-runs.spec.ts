import { assert, integer, property, tuple } from 'fast-check';
import { shiftDay } from '../../platform.js';
import { bucketOf, type GrainCosts, type SignedRun, signedRuns } from './signed-runs.js';

const KEPT: GrainCosts = { month: 9, quarter: 10, half: 10, year: 10 };
const DEKADS: GrainCosts = { dekad: 0.7, month: 1, quarter: 1, half: 1, year: 1 };
const GRAINS: readonly GrainCosts[] = [{ month: 9, year: 10 }, KEPT, DEKADS];

const shown = (runs: readonly SignedRun[]): string[] =>
  runs.map(
    ({ sign, first, last }) => `${sign === 1 ? '+' : '-'} ${first}${first === last ? '' : ` to ${last}`}`,
  );

/** How often the runs count a day. */
const countOf = (runs: readonly SignedRun[], day: string): number =>
  runs
    .filter(({ grain, first, last }) => bucketOf(grain, day) >= first && bucketOf(grain, day) <= last)
    .reduce((sum, { sign }) => sum + sign, 0);

describe('The buckets of a range', () => {
  it.each([
    ['2026-01-01', '2026-12-31', ['+ 2026']],
    ['2024-01-01', '2026-12-31', ['+ 2024 to 2026']],
    ['2026-01-01', '2026-03-31', ['+ 2026-Q1']],
    ['2026-03-01', '2026-03-31', ['+ 2026-03']],
    ['2026-03-14', '2026-03-14', ['+ 2026-03-14']],
    ['2026-03-02', '2026-03-30', ['- 2026-03-01', '+ 2026-03', '- 2026-03-31']],
    ['2025-01-15', '2026-01-14', ['- 2025-01-01 to 2025-01-14', '+ 2025', '+ 2026-01-01 to 2026-01-14']],
    ['2024-07-01', '2025-06-30', ['+ 2024-H2', '+ 2025-H1']],
    [
      '2025-11-24',
      '2026-11-23',
      ['+ 2025-11-24 to 2025-11-30', '+ 2025-12', '+ 2026', '- 2026-12', '- 2026-11-24 to 2026-11-30'],
    ],
    ['2026-03-15', '2026-03-14', []],
  ])('from %s to %s are %j', (from, to, wanted) => {
    expect(shown(signedRuns(from, to, KEPT))).toEqual(wanted);
  });

  it('without a beginning are those since the books began', () => {
    expect(shown(signedRuns(undefined, '2026-02-03', KEPT))).toEqual([
      '+ 1000 to 2025',
      '+ 2026-01',
      '+ 2026-02-01 to 2026-02-03',
    ]);
  });

  it('without an end reach as far as days do', () => {
    expect(shown(signedRuns('2026-01-01', '9999-12-31', KEPT))).toEqual(['+ 2026 to 9998']);
  });

  it('are dekads, too, where they are kept', () => {
    expect(shown(signedRuns('2025-01-15', '2026-01-29', DEKADS))).toEqual([
      '- 2025-01-10 to 2025-01-14',
      '- 2025-01-0',
      '+ 2025',
      '+ 2026-01',
      '- 2026-01-3',
    ]);
    expect(shown(signedRuns('2025-11-24', '2026-11-23', DEKADS))).toEqual([
      '- 2025-11-20 to 2025-11-23',
      '+ 2025-11-2',
      '+ 2025-11-3',
      '+ 2025-12',
      '+ 2026',
      '- 2026-12',
      '- 2026-11-3',
      '- 2026-11-2',
      '+ 2026-11-20 to 2026-11-23',
    ]);
    expect(shown(signedRuns('2026-02-20', '2026-02-28', { dekad: 3 }))).toEqual(['+ 2026-02-2']);
  });

  const days = integer({ min: 0, max: 1500 });
  const range = tuple(days, days).map((ends) => ({
    from: shiftDay('2023-06-01', Math.min(...ends)),
    to: shiftDay('2023-06-01', Math.max(...ends)),
  }));

  it.each(GRAINS)('count each of its days once and no other (%j)', (grains) => {
    assert(
      property(range, ({ from, to }) => {
        const runs = signedRuns(from, to, grains);
        const open = signedRuns(undefined, to, grains);
        const wrong: string[] = [];
        for (let day = '2022-12-01'; day < '2028-02-01'; day = shiftDay(day, 1)) {
          if (countOf(runs, day) !== Number(day >= from && day <= to)) wrong.push(day);
          if (countOf(open, day) !== Number(day <= to)) wrong.push(`${day} without a beginning`);
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('are few, whatever the range', () => {
    assert(
      property(range, ({ from, to }) => {
        const runs = signedRuns(from, to, KEPT);
        const edges = runs.filter(({ grain }) => grain === 'day');
        const read = edges.map(({ first, last }) => (Date.parse(last) - Date.parse(first)) / 864e5 + 1);
        expect(runs.length).toBeLessThanOrEqual(9);
        expect(read.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(40);
      }),
    );
  });
});
