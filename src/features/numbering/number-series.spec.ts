import { counterName, type NumberSeries, numberText } from './number-series.js';

const INVOICES: NumberSeries = { name: 'invoice', prefix: 'INV', digits: 6, byYear: true };
const CODES: NumberSeries = { name: 'customer', prefix: 'C', digits: 5, byYear: false };

describe('A number', () => {
  it('has its prefix, its year, and so many digits at least', () => {
    expect(numberText(INVOICES, 123, '2026')).toBe('INV-2026-000123');
    expect(numberText(INVOICES, 1_234_567, '2026')).toBe('INV-2026-1234567');
    expect(numberText(CODES, 42)).toBe('C-00042');
  });

  it('is counted by year, or through all of them', () => {
    expect(counterName(INVOICES, '2026')).toBe('invoice-2026');
    expect(counterName(CODES)).toBe('customer');
  });
});
