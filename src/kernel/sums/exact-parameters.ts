/** Amounts as parameters: SQLite takes a number for a floating one, and what it adds up with that is exact below 2^53 only. */
export const exact = (amounts: Readonly<Record<string, number>>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, BigInt(amount)]));
