import { BEHIND_DAYS, BEHIND_NUMBERS, type Invoice, LISTED_NUMBER } from './invoice.entity.js';

/**
 * The columns that lists sort invoices by. `day`: the issue date, the day a draft without one was made, or the date of an
 * invoice that is older than the books; without a number or a due date it stands behind the others.
 */
export const listedBy = (
  day: string,
  { number, dueDate }: { number?: string | null; dueDate?: string | null | undefined },
): Pick<Invoice, 'listedOn' | 'listedNumber' | 'listedDue'> => ({
  listedOn: day,
  listedNumber: number?.slice(0, LISTED_NUMBER) ?? BEHIND_NUMBERS,
  listedDue: dueDate ?? BEHIND_DAYS,
});
