/** Amounts in minor units by the days since they were due. */
export interface Ages {
  current: number;
  days1to30: number;
  days31to60: number;
  days61to90: number;
  over90: number;
}

/** What a vendor was owed, and what was booked against it without saying for which document. */
export interface Owed {
  ages: Ages;
  paid: number;
}

export type AgedOwed = Ages & { total: number };

export const NOTHING: Ages = { current: 0, days1to30: 0, days31to60: 0, days61to90: 0, over90: 0 };

const OLDEST_FIRST = ['over90', 'days61to90', 'days31to60', 'days1to30', 'current'] as const;

/** What is left once the oldest was paid first; what was paid ahead makes the current amount negative. */
export function agesLeft({ ages, paid }: Owed): AgedOwed {
  const left = { ...ages };
  let rest = paid;
  for (const age of OLDEST_FIRST) {
    const part = rest < left[age] ? rest : left[age];
    if (part <= 0) continue;
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

export const totalOf = ({ current, days1to30, days31to60, days61to90, over90 }: Ages): number =>
  current + days1to30 + days31to60 + days61to90 + over90;
