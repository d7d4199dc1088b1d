import { backOffMs } from './back-off.js';

describe('The wait after a failed attempt', () => {
  it('doubles up to an hour', () => {
    expect([1, 2, 3, 20].map((attempts) => backOffMs(attempts, () => 1))).toEqual([
      5_000, 10_000, 20_000, 3_600_000,
    ]);
  });

  it('is spread over half of it', () => {
    expect(backOffMs(3, () => 0)).toBe(10_000);
  });
});
