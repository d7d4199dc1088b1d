import { ACCOUNT_FAILURES, lockSeconds } from './lock-out.js';

describe('An account', () => {
  it('is not locked before its limit', () => {
    expect(lockSeconds(ACCOUNT_FAILURES - 1)).toBe(0);
  });

  it('is locked longer each time, up to a quarter of an hour', () => {
    const times = [0, 1, 2, 3, 4, 100].map((more) => lockSeconds(ACCOUNT_FAILURES + more));
    expect(times).toEqual([60, 120, 240, 480, 900, 900]);
  });
});
