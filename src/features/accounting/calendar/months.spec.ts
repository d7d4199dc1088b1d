import { lastDayOf, MONTH, monthsBack, monthsOf, shiftMonth } from './months.js';

describe('months', () => {
  it('go over the turn of the year', () => {
    expect(shiftMonth('2025-12', 1)).toBe('2026-01');
    expect(shiftMonth('2026-01', -13)).toBe('2024-12');
  });

  it('are listed from the newest back', () => {
    expect(monthsBack('2026-02', '2025-11', 10)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
    expect(monthsBack('2026-02', '2025-11', 2)).toEqual(['2026-02', '2026-01']);
  });

  it('end on their last day', () => {
    expect([lastDayOf('2024-02'), lastDayOf('2026-02'), lastDayOf('2026-12')]).toEqual([
      '2024-02-29',
      '2026-02-28',
      '2026-12-31',
    ]);
  });

  it('are written as year and month', () => {
    expect(['2026-03', '2026-13', '2026-3', '26-03'].map((text) => MONTH.test(text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('are twelve a year', () => {
    expect(monthsOf(2026)).toHaveLength(12);
    expect(monthsOf(2026).at(-1)).toBe('2026-12');
  });
});
