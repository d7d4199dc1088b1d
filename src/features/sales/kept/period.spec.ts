import { periodOf } from './period.js';

describe('periodOf', () => {
  it.each([
    ['day', '2026-03-31', '2026-03-31'],
    ['month', '2026-03-31', '2026-03'],
    ['quarter', '2026-03-31', '2026-Q1'],
    ['quarter', '2026-12-01', '2026-Q4'],
    ['year', '2026-03-31', '2026'],
    ['week', '2026-01-01', '2026-W01'],
    ['week', '2025-12-29', '2026-W01'],
    ['week', '2027-01-03', '2026-W53'],
    ['week', '2021-01-03', '2020-W53'],
    ['week', '2026-11-21', '2026-W47'],
  ] as const)('puts the %s of %s into %s', (granularity, day, key) => {
    expect(periodOf(day, granularity).key).toBe(key);
  });

  it('names months and quarters for people', () => {
    expect(periodOf('2026-03-31', 'month').label).toBe('March 2026');
    expect(periodOf('2026-03-31', 'quarter').label).toBe('Quarter 1, 2026');
  });
});
