import { grouped, percent, trimmed } from './pdf-numbers.js';

describe('numbers on paper', () => {
  it('are grouped by thousands', () => {
    expect(['0.00', '999.99', '1234.50', '-1234567.125', '1250000'].map(grouped)).toEqual([
      '0.00',
      '999.99',
      '1,234.50',
      '-1,234,567.125',
      '1,250,000',
    ]);
  });

  it('lose the zeros that say nothing', () => {
    expect(['2.500', '12.000', '10', '0.050'].map(trimmed)).toEqual(['2.5', '12', '10', '0.05']);
  });

  it('show fractions as per cent', () => {
    expect(['0.2000', '0.0750', '1.0000', '0.0700', '0.0005', '0'].map(percent)).toEqual([
      '20 %',
      '7.5 %',
      '100 %',
      '7 %',
      '0.05 %',
      '0 %',
    ]);
  });
});
