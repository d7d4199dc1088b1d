import type { Invoice, InvoiceStatus } from './invoice.entity.js';

/** What is still owed: nothing of a void invoice. */
export const balanceOf = ({ status, total, paid }: Pick<Invoice, 'status' | 'total' | 'paid'>): number =>
  status === 'void' ? 0 : total - paid;

/** The status of an issued invoice by what has been paid; one over nothing is paid at once. */
export function statusByPayment(total: number, paid: number): InvoiceStatus {
  if (paid >= total) return 'paid';
  return paid === 0 ? 'issued' : 'partially_paid';
}
