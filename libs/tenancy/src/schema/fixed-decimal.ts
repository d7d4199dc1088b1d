import type { ValueTransformer } from 'typeorm';

/** A bigint column read as a safe integer: PostgreSQL and MariaDB answer with text, SQLite with a number. */
export const SAFE_INTEGER: ValueTransformer = {
  to: (value: unknown) => value,
  from: (stored: string | number | null) => (stored === null ? null : Number(stored)),
};

/** "1.5" with 3 places → 1500. Refuses more places than there are and anything that isn't a plain decimal. */
export function scaleDecimal(text: string, places: number): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > places)
    throw new RangeError(`"${text}" is not a decimal with ${places} places.`);
  const scaled = Number(`${match[1]}${match[2]}${fraction.padEnd(places, '0')}`);
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`"${text}" is too large.`);
  return scaled;
}

/** 1500 with 3 places → "1.500". */
export function unscaleDecimal(scaled: number, places: number): string {
  const digits = String(Math.abs(scaled)).padStart(places + 1, '0');
  const sign = scaled < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A decimal string in the program, a scaled integer in the store: exact on every engine, and it sorts. */
export function fixedDecimal(places: number): ValueTransformer {
  return {
    to: (value: unknown) => (typeof value === 'string' ? scaleDecimal(value, places) : value),
    from: (stored: string | number | null) =>
      stored === null ? null : unscaleDecimal(Number(stored), places),
  };
}
