import { laterOf } from '../../platform.js';
import { type Invoice, owedFrom } from './invoice.entity.js';
import type { Payment } from './payment.entity.js';

type Dated = Pick<Invoice, 'issueDate' | 'openedOn'>;

/** The day from which money counts for an invoice: until that exists, it is the customer's credit. */
export const countedOn = (invoice: Dated, { receivedOn }: Pick<Payment, 'receivedOn'>): string =>
  laterOf(receivedOn, owedFrom(invoice));

/** The last day on which something happened to an invoice, so that nothing takes it back before. */
export const lastDayOf = (invoice: Dated, payments: readonly Payment[]): string =>
  payments.map((payment) => countedOn(invoice, payment)).reduce(laterOf, owedFrom(invoice));
