import { type FieldProblem, formatMoney, parseAmount, sumMoney, ValidationError } from '../../platform.js';
import { type EntryLine, onSide } from '../rows/entry-lines.js';
import type { OpeningBalancesDto } from './opening.dto.js';
import { OpeningItemsDifferError } from '../rows/opening.errors.js';

type Field = 'receivables' | 'payables';

/** Which account open items of a kind are the sum of, and where it grows. */
const ITEM_KINDS = {
  receivables: { role: 'receivable', side: 'debit' },
  payables: { role: 'payable', side: 'credit' },
} as const satisfies Record<Field, object>;

export interface OpenItem {
  number: string;
  date: string;
  dueDate: string | null;
  amount: number;
}

/** The items with their amounts in minor units. Throws ValidationError for days that can't be. */
export function readItems<
  T extends { number: string; date: string; dueDate?: string | null; amount: string },
>(
  items: readonly T[],
  { field, date, exponent }: { field: Field; date: string; exponent: number },
): (Omit<T, 'amount' | 'dueDate'> & OpenItem)[] {
  const problems = items.flatMap((item, index) => dayProblems(item, `${field}.${index}`, date));
  if (problems.length > 0) throw new ValidationError(problems);
  return items.map((item, index) => ({
    ...item,
    dueDate: item.dueDate ?? null,
    amount: parseAmount(item.amount, exponent, `${field}.${index}.amount`),
  }));
}

function dayProblems(
  { date, dueDate }: Pick<OpenItem, 'date'> & { dueDate?: string | null },
  path: string,
  opening: string,
): FieldProblem[] {
  if (date > opening) return [{ path: `${path}.date`, message: `must not lie after ${opening}` }];
  if (dueDate && dueDate < date) return [{ path: `${path}.dueDate`, message: `must not lie before ${date}` }];
  return [];
}

/** What is needed to find the line of the items, and to say what is wrong with it. */
export interface ItemLine {
  field: Field;
  accountId: string;
  /** Where the line is made that isn't there. */
  place: string | null;
  exponent: number;
}

/**
 * The place of the items, and the lines with theirs among them: the one on the control account that names nobody, or
 * one that is made. Throws OpeningItemsDifferError when the amounts differ.
 */
export function withItems(
  lines: readonly EntryLine[],
  items: readonly OpenItem[],
  { field, accountId, place, exponent }: ItemLine,
): { lines: EntryLine[]; place: string | null } {
  if (items.length === 0) return { lines: [...lines], place };
  const { side } = ITEM_KINDS[field];
  const sum = sumMoney(
    items.map(({ amount }) => amount),
    field,
  );
  const bare = lines.filter((line) => line.accountId === accountId && !line.customerId && !line.vendor);
  const [first] = bare;
  if (!first) return { lines: [...lines, { accountId, locationId: place, ...onSide(side, sum) }], place };
  if (bare.some(({ locationId }) => locationId !== first.locationId)) {
    throw new ValidationError([{ path: field, message: 'their line on the account is at several places' }]);
  }
  const booked = bare.reduce((total, { debit, credit }) => total + debit - credit, 0);
  const line = side === 'debit' ? booked : -booked;
  if (line !== sum) {
    const amounts = { items: formatMoney(sum, exponent), line: formatMoney(line, exponent) };
    throw new OpeningItemsDifferError(field, amounts);
  }
  return { lines: [...lines], place: first.locationId };
}

/** The control accounts whose lines needn't name anybody. */
export const itemisedRoles = (input: Pick<OpeningBalancesDto, Field>) =>
  (['receivables', 'payables'] as const).flatMap((field) =>
    (input[field] ?? []).length > 0 ? [ITEM_KINDS[field].role] : [],
  );
