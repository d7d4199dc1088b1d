import { Decimal, fixed } from '../../../money/decimal.js';
import type { LineAmounts } from '../../../money/line.js';
import { roundToMinor, sumMoney } from '../../../money/money.js';

/** The amounts of an invoice's line, and what earlier credit notes have left of them. */
export interface Creditable extends LineAmounts {
  quantity: string;
  left: LineAmounts & { quantity: string };
}

interface Credited extends LineAmounts {
  quantity: string | null;
}

const amounts = (net: number, tax: number): LineAmounts => ({ net, tax, gross: net + tax });

/** What is left of a line once these credit notes' lines are taken away. */
export function creditable(
  line: LineAmounts & { quantity: string },
  credited: readonly Credited[],
): Creditable {
  const sum = (name: keyof LineAmounts) => sumMoney(credited.map((part) => part[name]));
  const returned = credited.reduce((total, { quantity }) => total.plus(quantity ?? 0), new Decimal(0));
  const { net, tax, gross, quantity } = line;
  return {
    ...{ net, tax, gross, quantity },
    left: {
      ...amounts(net - sum('net'), tax - sum('tax')),
      quantity: fixed(new Decimal(quantity).minus(returned), 3),
    },
  };
}

/** The share of a quantity in its line; the last of it takes all that is left, so that nothing stays behind. */
export function ofQuantity({ net, tax, quantity: all, left }: Creditable, quantity: string): LineAmounts {
  if (new Decimal(quantity).equals(left.quantity)) return amounts(left.net, left.tax);
  const share = (amount: number) =>
    roundToMinor(new Decimal(amount).times(quantity).dividedBy(all).toDecimalPlaces(20));
  return amounts(Math.min(share(net), left.net), Math.min(share(tax), left.tax));
}

/** An amount with its tax, spread over what is left of the lines; the parts add up to the amount. */
export function ofAmount(lines: readonly Creditable[], amount: number): LineAmounts[] {
  const all = sumMoney(lines.map(({ left }) => left.gross));
  const upTo = (gross: number) =>
    all === 0 ? 0 : roundToMinor(new Decimal(amount).times(gross).dividedBy(all));
  let before = 0;
  return lines.map(({ left }) => {
    const part = upTo(before + left.gross) - upTo(before);
    before += left.gross;
    if (part === 0) return amounts(0, 0);
    const tax = roundToMinor(new Decimal(part).times(left.tax).dividedBy(left.gross));
    return amounts(part - tax, tax);
  });
}
