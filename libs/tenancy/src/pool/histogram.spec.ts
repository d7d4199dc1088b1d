import { Histogram } from './histogram.js';

describe('a histogram', () => {
  it('counts each value under every bound that it does not exceed', () => {
    const histogram = new Histogram([1, 2]);
    for (const value of [0, 1, 1.5, 7]) histogram.observe(value);
    expect(histogram.counts()).toEqual({
      buckets: [
        { bound: 1, count: 2 },
        { bound: 2, count: 3 },
        { bound: Infinity, count: 4 },
      ],
      sum: 9.5,
      count: 4,
    });
  });
});
