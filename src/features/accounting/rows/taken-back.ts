import { laterOf } from '../../platform.js';
import { DateTooEarlyError } from './posting.errors.js';

/** The day that something booked on `booked` is taken back on; `otherwise` when none is named, unless it lies ahead. */
export function takenBackOn(
  date: string | null | undefined,
  { booked, otherwise }: { booked: string; otherwise: string },
): string {
  if (date && date < booked) throw new DateTooEarlyError(date, booked);
  return date ?? laterOf(booked, otherwise);
}
