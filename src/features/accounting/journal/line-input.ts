import { assertDocument, parseAmount, sumMoney, ValidationError } from '../../platform.js';
import type { EntryLine } from '../rows/entry-lines.js';
import type { JournalLineInput } from './journal.dto.js';

/** The lines as they are posted; `place` is that of those that name none. Throws ValidationError for a line with both sides, or with neither, and AmountOutOfRangeError. */
export const readLines = (
  lines: readonly JournalLineInput[],
  exponent: number,
  place: string | null,
): EntryLine[] => {
  const read = lines.map(({ accountId, debit = '0', credit = '0', locationId = place, ...party }, index) => {
    const path = `lines.${index}`;
    const { customerId = null, vendor = null } = party;
    if (customerId !== null && vendor !== null) {
      throw new ValidationError([{ path, message: 'names a customer or a vendor, not both' }]);
    }
    const amounts = {
      debit: parseAmount(debit, exponent, `${path}.debit`),
      credit: parseAmount(credit, exponent, `${path}.credit`),
    };
    if ((amounts.debit === 0) === (amounts.credit === 0)) {
      throw new ValidationError([{ path, message: 'must have either a debit or a credit above zero' }]);
    }
    return { accountId, locationId, customerId, vendor, ...amounts };
  });
  for (const side of ['debit', 'credit'] as const) {
    const sum = sumMoney(
      read.map((line) => line[side]),
      'lines',
    );
    assertDocument(sum, 'lines');
  }
  return read;
};
