import { Decimal, fixed, type LineAmounts, lineAmounts, roundToMinor, sumMoney } from '../../../platform.js';

/** A line of an invoice. */
interface Charged extends LineAmounts {
  quantity: string;
  taxRate: string;
  /** True: its price was one with tax. */
  priceIncludesTax: boolean;
}

/** A line, and what earlier credit notes have left of it. */
export interface Creditable extends Charged {
  left: LineAmounts & { quantity: string };
}

interface Credited extends LineAmounts {
  quantity: string | null;
}

const amounts = (net: number, tax: number): LineAmounts => ({ net, tax, gross: net + tax });

/** What is left of a line once these credit notes' lines are taken away. */
export function creditable(line: Charged, credited: readonly Credited[]): Creditable {
  const sum = (name: keyof LineAmounts) => sumMoney(credited.map((part) => part[name]));
  const returned = credited.reduce((total, { quantity }) => total.plus(quantity ?? 0), new Decimal(0));
  return {
    ...line,
    left: {
      ...amounts(line.net - sum('net'), line.tax - sum('tax')),
      quantity: fixed(new Decimal(line.quantity).minus(returned), 3),
    },
  };
}

/** The share of a quantity in its line; the last of it takes all that is left, so that nothing stays behind. */
export function ofQuantity(line: Creditable, quantity: string): LineAmounts {
  const { net, tax, gross, left } = line;
  if (new Decimal(quantity).equals(left.quantity)) return amounts(left.net, left.tax);
  const share = (amount: number) =>
    roundToMinor(new Decimal(amount).times(quantity).dividedBy(line.quantity).toDecimalPlaces(20));
  // Gross first, as the line was made: a piece comes back at the price that was paid for it.
  if (line.priceIncludesTax) return ofGross(line, Math.min(share(gross), left.gross));
  return amounts(Math.min(share(net), left.net), Math.min(share(tax), left.tax));
}

/** An amount with its tax, parted as the price of the line was, but with no more of either side than is left. */
function ofGross({ taxRate, left }: Creditable, gross: number): LineAmounts {
  const price = { quantity: '1', unitPrice: gross, discount: '0', taxRate, priceIncludesTax: true };
  const net = Math.max(gross - left.tax, Math.min(lineAmounts(price).net, left.net));
  return amounts(net, gross - net);
}

/** An amount with its tax, spread over what is left of the lines; the parts add up to the amount. */
export function ofAmount(lines: readonly { left: LineAmounts }[], amount: number): LineAmounts[] {
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
