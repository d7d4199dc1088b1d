import { balanceSpans } from './balance-spans.js';
import { LAST_DAY_NUMBER } from './interval-tree.js';

const invoice = { issueDay: 10, total: 100 };

describe('The spans of a balance', () => {
  it('begin with the invoice and end with its payment', () => {
    expect(balanceSpans(invoice, [])).toEqual([{ firstDay: 10, lastDay: LAST_DAY_NUMBER, owed: 100 }]);
    const settlements = [
      { day: 60, amount: 70 },
      { day: 30, amount: 30 },
    ];
    expect(balanceSpans(invoice, settlements)).toEqual([
      { firstDay: 10, lastDay: 29, owed: 100 },
      { firstDay: 30, lastDay: 59, owed: 70 },
    ]);
  });

  it('begin again when a payment is taken back', () => {
    const settlements = [
      { day: 15, amount: 100 },
      { day: 20, amount: -100 },
    ];
    expect(balanceSpans(invoice, settlements)).toEqual([
      { firstDay: 10, lastDay: 14, owed: 100 },
      { firstDay: 20, lastDay: LAST_DAY_NUMBER, owed: 100 },
    ]);
  });

  it('count what is dated before the invoice, and two payments of a day, once', () => {
    const settlements = [
      { day: 1, amount: 10 },
      { day: 12, amount: 20 },
      { day: 12, amount: 20 },
    ];
    expect(balanceSpans(invoice, settlements)).toEqual([
      { firstDay: 10, lastDay: 11, owed: 90 },
      { firstDay: 12, lastDay: LAST_DAY_NUMBER, owed: 50 },
    ]);
  });

  it('end the day before the invoice was voided', () => {
    expect(balanceSpans({ ...invoice, voidDay: 10 }, [])).toEqual([]);
    const settlements = [
      { day: 11, amount: 40 },
      { day: 20, amount: -40 },
    ];
    expect(balanceSpans({ ...invoice, voidDay: 15 }, settlements)).toEqual([
      { firstDay: 10, lastDay: 10, owed: 100 },
      { firstDay: 11, lastDay: 14, owed: 60 },
    ]);
  });
});
