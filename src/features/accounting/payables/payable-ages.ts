/** Amounts in minor units by the days since they were due. */
export interface Ages {
  current: bigint;
  days1to30: bigint;
  days31to60: bigint;
  days61to90: bigint;
  over90: bigint;
}

/** What a vendor was owed, and what was booked against it without saying for which document. */
export interface Owed {
  ages: Ages;
  paid: bigint;
}

export type AgedOwed = Ages & { total: bigint };

export const NOTHING: Ages = { current: 0n, days1to30: 0n, days31to60: 0n, days61to90: 0n, over90: 0n };

const OLDEST_FIRST = ['over90', 'days61to90', 'days31to60', 'days1to30', 'current'] as const;

/** What is left once the oldest was paid first; what was paid ahead makes the current amount negative. */
export function agesLeft({ ages, paid }: Owed): AgedOwed {
  const left = { ...ages };
  let rest = paid;
  for (const age of OLDEST_FIRST) {
    const part = rest < left[age] ? rest : left[age];
    if (part <= 0n) continue;
    left[age] -= part;
    rest -= part;
  }
  left.current -= rest;
  return { ...left, total: totalOf(left) };
}

export const plus = (one: Owed, other: Owed): Owed => ({
  ages: {
    current: one.ages.current + other.ages.current,
    days1to30: one.ages.days1to30 + other.ages.days1to30,
    days31to60: one.ages.days31to60 + other.ages.days31to60,
    days61to90: one.ages.days61to90 + other.ages.days61to90,
    over90: one.ages.over90 + other.ages.over90,
  },
  paid: one.paid + other.paid,
});

export const totalOf = ({ current, days1to30, days31to60, days61to90, over90 }: Ages): bigint =>
  current + days1to30 + days31to60 + days61to90 + over90;
