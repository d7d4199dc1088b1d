import { ValidateBy } from 'class-validator';
import { isDay } from './day.js';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** Every engine stores and compares what lies between. */
const [FIRST, LAST] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];

/** A `+` that wasn't encoded comes out of a query as a blank. */
const plus = (text: string): string => text.replace(/ (?=\d{2}:\d{2}$)/, '+');

function isInstant(text: string): boolean {
  const day = INSTANT.exec(plus(text))?.[1];
  const time = Date.parse(plus(text));
  return isDay(day) && time >= FIRST && time <= LAST;
}

/** A day, `2026-03-31`, or an instant with its offset, `2026-03-31T12:00:00+02:00`. */
export const IsDayOrInstant = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDayOrInstant',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && (isDay(value) || isInstant(value)),
      defaultMessage: () =>
        '$property must be a day such as 2026-03-31, or an instant with its offset such as 2026-03-31T12:00:00Z',
    },
  });

/** The first millisecond of a range that begins there: of a day in UTC, midnight. */
export const firstOf = (from: string): Date => new Date(isDay(from) ? `${from}T00:00:00.000Z` : plus(from));

/** The last millisecond of a range that ends there: a day is in it as a whole, an instant isn't. */
export const lastOf = (to: string): Date =>
  isDay(to) ? new Date(`${to}T23:59:59.999Z`) : new Date(Date.parse(plus(to)) - 1);
