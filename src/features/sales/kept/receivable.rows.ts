import { type Invoice, owedFrom } from '../rows/invoice.entity.js';
import type { CustomerEntry } from '../rows/customer-entry.entity.js';
import { balanceSpans, type Settlement } from './balance-spans.js';
import { dayNumber, nodeOf } from './interval-tree.js';
import { Receivable } from '../rows/receivable.entity.js';

export type OwedInvoice = Pick<
  Invoice,
  | ('id' | 'status' | 'customerId' | 'locationId' | 'total' | 'voidedOn')
  | ('issueDate' | 'openedOn' | 'listedOn' | 'listedDue')
>;

/** The rows of an issued invoice. */
export function receivablesOf(invoice: OwedInvoice, settlements: readonly Settlement[]): Receivable[] {
  const { id: invoiceId, customerId, locationId, total } = invoice;
  const firstDay = dayNumber(owedFrom(invoice));
  const issueDay = dayNumber(invoice.issueDate ?? invoice.listedOn);
  const owed = {
    issueDay: firstDay,
    total,
    ...(invoice.status === 'void' && { voidDay: voidDayOf(invoice, firstDay) }),
  };
  return balanceSpans(owed, settlements).map((span) =>
    Object.assign(new Receivable(), span, {
      ...{ invoiceId, customerId, locationId, issueDay },
      dueDay: dayNumber(invoice.listedDue),
      node: nodeOf(span.firstDay, span.lastDay),
    }),
  );
}

/** The rows of what an entry without a document says; it is due from its day on. */
export function receivablesOfEntry({ id: invoiceId, day, endedOn, ...entry }: CustomerEntry): Receivable[] {
  const { customerId, locationId, amount: total } = entry;
  const issueDay = dayNumber(day);
  const owed = { issueDay, total, ...(endedOn !== null && { voidDay: dayNumber(endedOn) }) };
  return balanceSpans(owed, []).map((span) =>
    Object.assign(new Receivable(), span, {
      ...{ invoiceId, customerId, locationId, issueDay, dueDay: issueDay },
      node: nodeOf(span.firstDay, span.lastDay),
    }),
  );
}

/** What was voided before that day was kept is taken as never owed. */
const voidDayOf = ({ voidedOn }: OwedInvoice, issueDay: number): number =>
  voidedOn === null ? issueDay : dayNumber(voidedOn);
