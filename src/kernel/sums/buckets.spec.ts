import { type BucketRun, bucketRuns, bucketsOf, shiftDay } from './buckets.js';

/** Which runs a day is counted in: exactly one when the ranges neither overlap nor leave gaps. */
const hits = (date: string, runs: BucketRun[]): number =>
  bucketsOf(date).filter(({ grain, bucket }) =>
    runs.some((run) => run.grain === grain && run.first <= bucket && bucket <= run.last),
  ).length;

describe('bucketRuns', () => {
  it('takes a whole year as one bucket', () => {
    expect(bucketRuns('2026-01-01', '2026-12-31')).toEqual([{ grain: 'year', first: '2026', last: '2026' }]);
  });

  it('takes a quarter as months', () => {
    expect(bucketRuns('2026-01-01', '2026-03-31')).toEqual([
      { grain: 'month', first: '2026-01', last: '2026-03' },
    ]);
  });

  it('takes days inside one month as days', () => {
    expect(bucketRuns('2026-03-02', '2026-03-30')).toEqual([
      { grain: 'day', first: '2026-03-02', last: '2026-03-30' },
    ]);
  });

  it('counts each day once up to the end of the calendar', () => {
    expect(bucketRuns('2026-03-01', '9999-12-31')).toEqual(bucketRuns('2026-03-01', '9998-12-31'));
    expect(hits('2026-03-05', bucketRuns('2026-03-01', '9999-12-31'))).toBe(1);
  });

  it('needs five runs at most', () => {
    expect(bucketRuns('2023-11-15', '2026-02-10')).toEqual([
      { grain: 'day', first: '2023-11-15', last: '2023-11-30' },
      { grain: 'month', first: '2023-12', last: '2023-12' },
      { grain: 'year', first: '2024', last: '2025' },
      { grain: 'month', first: '2026-01', last: '2026-01' },
      { grain: 'day', first: '2026-02-01', last: '2026-02-10' },
    ]);
  });

  it('without a beginning covers all years before', () => {
    expect(bucketRuns(undefined, '2026-01-31')).toEqual([
      { grain: 'year', first: '1000', last: '2025' },
      { grain: 'month', first: '2026-01', last: '2026-01' },
    ]);
  });

  it('is empty when the range is', () => {
    expect(bucketRuns('2026-03-02', '2026-03-01')).toEqual([]);
  });

  it('covers every day of a range once and no other day, wherever the edges fall', () => {
    const edges = Array.from({ length: 60 }, (_, index) => shiftDay('2023-11-20', index * 17));
    for (const from of edges) {
      for (const to of edges) {
        const runs = bucketRuns(from, to);
        for (const edge of [from, to, shiftDay(from, -1), shiftDay(to, 1), '2024-02-29', '2025-01-01']) {
          expect(hits(edge, runs)).toBe(from <= edge && edge <= to ? 1 : 0);
        }
      }
    }
  });
});
