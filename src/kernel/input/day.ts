import { ValidateBy } from 'class-validator';
import { LRUCache } from 'lru-cache';

/** Whether this is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 30 February parses as 1 or 2 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const TIME_ZONES_KEPT = 500;
/** Making one costs more than a query. */
const formats = new LRUCache<string, Intl.DateTimeFormat>({ max: TIME_ZONES_KEPT });

/** The calendar day at a place: of now, what "today" means for documents of a company there. */
export const dayIn = (timeZone: string, at: Date): string => formatOf(timeZone).format(at);

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: { validate: isDay, defaultMessage: () => '$property must be a day such as 2026-03-31' },
  });

/** Of days as text, `YYYY-MM-DD`. */
export const laterOf = (a: string, b: string): string => (a > b ? a : b);
