import type { Invoice, InvoiceStatus } from './invoice.entity.js';

type Owed = Pick<Invoice, 'total' | 'paid' | 'credited' | 'writtenOff'>;

/** What is still owed: nothing of a void invoice. */
export const balanceOf = ({
  status,
  total,
  paid,
  credited,
  writtenOff,
}: Owed & Pick<Invoice, 'status'>): number => (status === 'void' ? 0 : total - paid - credited - writtenOff);

/** The status of an issued invoice by what has been paid, credited and written off. */
export function statusOf({ total, paid, credited, writtenOff }: Owed): InvoiceStatus {
  const status = statusByPayment(total - credited - writtenOff, paid);
  return status === 'paid' && writtenOff > 0 ? 'written_off' : status;
}

/** The status of an issued invoice by what has been paid; one over nothing is paid at once. */
export function statusByPayment(total: number, paid: number): InvoiceStatus {
  if (paid >= total) return 'paid';
  return paid === 0 ? 'issued' : 'partially_paid';
}
