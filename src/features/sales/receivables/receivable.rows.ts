import type { Invoice } from '../invoices/invoice.entity.js';
import { balanceSpans, type Settlement } from './balance-spans.js';
import { dayNumber, nodeOf } from './interval-tree.js';
import { Receivable } from './receivable.entity.js';

export type OwedInvoice = Pick<
  Invoice,
  'id' | 'status' | 'customerId' | 'locationId' | 'listedDue' | 'issueDate' | 'total' | 'voidedOn'
>;

/** The rows of an issued invoice. */
export function receivablesOf(invoice: OwedInvoice, settlements: readonly Settlement[]): Receivable[] {
  const { id: invoiceId, customerId, locationId, total } = invoice;
  const issueDay = dayNumber(invoice.issueDate ?? '');
  const owed = {
    issueDay,
    total,
    ...(invoice.status === 'void' && { voidDay: voidDayOf(invoice, issueDay) }),
  };
  return balanceSpans(owed, settlements).map((span) =>
    Object.assign(new Receivable(), span, {
      ...{ invoiceId, customerId, locationId, issueDay },
      dueDay: dayNumber(invoice.listedDue),
      node: nodeOf(span.firstDay, span.lastDay),
    }),
  );
}

/** What was voided before that day was kept is taken as never owed. */
const voidDayOf = ({ voidedOn }: OwedInvoice, issueDay: number): number =>
  voidedOn === null ? issueDay : dayNumber(voidedOn);
