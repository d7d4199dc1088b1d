import type { Invoice, InvoiceStatus } from './invoice.entity.js';

type Owed = Pick<Invoice, 'total' | 'paid' | 'credited'>;

/** What is still owed: nothing of a void invoice. */
export const balanceOf = ({ status, total, paid, credited }: Owed & Pick<Invoice, 'status'>): number =>
  status === 'void' ? 0 : total - paid - credited;

/** The status of an issued invoice by what has been paid and credited. */
export const statusOf = ({ total, paid, credited }: Owed): InvoiceStatus =>
  statusByPayment(total - credited, paid);

/** The status of an issued invoice by what has been paid; one over nothing is paid at once. */
export function statusByPayment(total: number, paid: number): InvoiceStatus {
  if (paid >= total) return 'paid';
  return paid === 0 ? 'issued' : 'partially_paid';
}
