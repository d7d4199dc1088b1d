import { shareOf } from './process-share.js';

describe('the share of a process', () => {
  it.each([
    [80, undefined, 3, 80],
    [80, 87, 1, 80],
    [80, 87, 2, 43],
    [80, 87, 3, 29],
    [20, 87, 3, 20],
    [80, 2, 3, 1],
    [80, 87, 0, 80],
  ])('of a budget of %p on a server of %p with %p processes is %p', (budget, limit, processes, share) => {
    expect(shareOf(budget, limit, processes)).toBe(share);
  });

  it('adds up to no more than the server gives', () => {
    for (let processes = 1; processes <= 87; processes += 1) {
      expect(processes * shareOf(1000, 87, processes)).toBeLessThanOrEqual(87);
    }
  });
});
