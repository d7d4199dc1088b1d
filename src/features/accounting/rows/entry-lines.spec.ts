import { AmountOutOfRangeError, MAX_AMOUNT } from '../../platform.js';
import { UnbalancedEntryError } from './journal.errors.js';
import { balancedTotal, linesOf, mirrored, onSide } from './entry-lines.js';
import { POSTING_RULES, type PostingRule } from './posting.rules.js';

const slots = (slot: string): string => slot;

describe('linesOf', () => {
  it.each(Object.entries<PostingRule>(POSTING_RULES))(
    'makes %s balance, whatever the amounts',
    (_event, rule) => {
      for (const [net, tax] of [
        [100, 20],
        [100, 0],
        [1, 0],
        [-100, -20],
        [MAX_AMOUNT - 1, 1],
      ] as const) {
        const total = net + tax;
        expect(balancedTotal(linesOf(rule, { net, tax, total }, slots))).toBe(Math.abs(total));
      }
    },
  );

  it('makes no line of a zero amount', () => {
    const lines = linesOf(POSTING_RULES.invoice_issued, { net: 100, tax: 0, total: 100 }, slots);
    expect(lines.map(({ accountId }) => accountId)).toEqual(['receivable', 'sales']);
    expect(linesOf(POSTING_RULES.invoice_issued, { net: 0, tax: 0, total: 0 }, slots)).toEqual([]);
  });

  it('never makes a line below zero', () => {
    const lines = linesOf(POSTING_RULES.invoice_issued, { net: -100, tax: -20, total: -120 }, slots);
    expect(lines[0]).toEqual({ accountId: 'receivable', debit: 0, credit: 120 });
    expect(lines.every(({ debit, credit }) => debit >= 0 && credit >= 0)).toBe(true);
  });
});

describe('mirrored', () => {
  it('gives the same lines when it is done twice', () => {
    const lines = [onSide('debit', 5), onSide('credit', 5)];
    expect(mirrored(lines)).toEqual([onSide('credit', 5), onSide('debit', 5)]);
    expect(mirrored(mirrored(lines))).toEqual(lines);
  });
});

describe('balancedTotal', () => {
  it('refuses sides that differ, and entries that move nothing', () => {
    expect(() => balancedTotal([onSide('debit', 5), onSide('credit', 4)])).toThrow(UnbalancedEntryError);
    expect(() => balancedTotal([])).toThrow(UnbalancedEntryError);
  });

  it('refuses a sum that could not be stored exactly', () => {
    const huge = [onSide('debit', MAX_AMOUNT), onSide('debit', 1), onSide('credit', MAX_AMOUNT)];
    expect(() => balancedTotal(huge)).toThrow(AmountOutOfRangeError);
  });
});
