import { AmountOutOfRangeError, MAX_AMOUNT } from '../../platform.js';
import { UnbalancedEntryError } from './journal.errors.js';
import { balancedTotal, linesOf, mirrored, onSide } from './entry-lines.js';
import type { PostingRule } from './posting.rules.js';
import type { Amounts } from './postings.js';

const RULE: Pick<PostingRule, 'debit' | 'credit'> = {
  debit: [['receivable', 'total']],
  credit: [
    ['sales', 'net'],
    ['sales_tax', 'tax'],
  ],
};
const MOVE: Pick<PostingRule, 'debit' | 'credit'> = {
  debit: [['named', 'in']],
  credit: [['bank', 'out']],
};

const lines = (amounts: Amounts, rule = RULE) =>
  linesOf(rule, { amounts, locationId: 'shop' }, (slot) => (slot === 'named' ? undefined : slot));

describe('linesOf', () => {
  it('makes no line of a zero amount', () => {
    const accounts = lines({ net: 100, tax: 0, total: 100 }).map(({ accountId }) => accountId);
    expect(accounts).toEqual(['receivable', 'sales']);
    expect(lines({ net: 0, tax: 0, total: 0 })).toEqual([]);
  });

  it('never makes a line below zero', () => {
    const negative = lines({ net: -100, tax: -20, total: -120 });
    expect(negative[0]).toEqual({ accountId: 'receivable', locationId: 'shop', debit: 0, credit: 120 });
    expect(negative.every(({ debit, credit }) => debit >= 0 && credit >= 0)).toBe(true);
  });

  it('books parts of an amount on their own accounts and at their own places', () => {
    const parts = [
      { amount: 70, accountId: 'shelves', locationId: 'north' },
      { amount: 30, accountId: 'vans', locationId: null },
    ];
    expect(lines({ in: parts, out: [{ amount: 100 }] }, MOVE)).toEqual([
      { accountId: 'shelves', locationId: 'north', debit: 70, credit: 0 },
      { accountId: 'vans', locationId: null, debit: 30, credit: 0 },
      { accountId: 'bank', locationId: 'shop', debit: 0, credit: 100 },
    ]);
  });

  it('refuses a posting that its rule does not fit', () => {
    expect(() => lines({ net: 1, tax: 0 })).toThrow('The posting has no amount "total"');
    expect(() => lines({ in: 5, out: 5 }, MOVE)).toThrow('The posting has no account of "named"');
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
