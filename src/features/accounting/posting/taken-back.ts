import { DateTooEarlyError } from './posting.errors.js';

/** The day that something booked on `booked` is taken back on; by default today, unless it lies ahead. */
export function takenBackOn(
  date: string | null | undefined,
  { booked, today }: { booked: string; today: string },
): string {
  if (date && date < booked) throw new DateTooEarlyError(date, booked);
  return date ?? (booked > today ? booked : today);
}
