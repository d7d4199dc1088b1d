import { formatMoney } from '../../platform.js';
import type { JournalEntry } from '../rows/journal-entry.entity.js';
import type { JournalLine } from '../rows/journal-line.entity.js';
import type { JournalEntryDto } from './journal.dto.js';

/** An entry as the API shows it, in a currency with so many decimals. */
export function entryView(
  entry: JournalEntry,
  lines: readonly JournalLine[],
  exponent: number,
): JournalEntryDto {
  const { id, number, date, memo, source, sourceId, locationId, reversesId, status, postedBy } = entry;
  const { createdAt, updatedAt, version } = entry;
  return {
    id,
    number,
    date,
    memo,
    source,
    sourceId,
    locationId,
    reversesId,
    status,
    total: formatMoney(entry.total, exponent),
    postedBy,
    lines: lines.map(({ accountId, debit, credit, locationId: place, customerId, vendor }) => ({
      accountId,
      debit: formatMoney(debit, exponent),
      credit: formatMoney(credit, exponent),
      locationId: place,
      customerId,
      vendor,
    })),
    createdAt,
    updatedAt,
    version,
  };
}
