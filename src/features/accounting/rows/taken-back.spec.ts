import { DateTooEarlyError } from './posting.errors.js';
import { takenBackOn } from './taken-back.js';

const TODAY = '2026-06-15';

describe('takenBackOn', () => {
  it.each([
    ['the day that is named', '2026-06-02', '2026-06-01', '2026-06-02'],
    ['the day of what is taken back, if that is named', '2026-06-01', '2026-06-01', '2026-06-01'],
    ['today', undefined, '2026-06-01', TODAY],
    ['today for null', null, '2026-06-01', TODAY],
    ['the day of what is taken back, if it lies ahead', undefined, '2026-07-01', '2026-07-01'],
  ])('is %s', (_what, date, booked, expected) => {
    expect(takenBackOn(date, { booked, otherwise: TODAY })).toBe(expected);
  });

  it('is no day before', () => {
    expect(() => takenBackOn('2026-05-31', { booked: '2026-06-01', otherwise: TODAY })).toThrow(
      DateTooEarlyError,
    );
  });
});
