import type { CsvColumns } from '../../../platform.js';
import type { InvoiceDto } from './invoice-view.dto.js';
import type { PaymentDto } from '../../rows/payment.dto.js';

export const INVOICE_CSV: CsvColumns<InvoiceDto> = {
  id: (invoice) => invoice.id,
  number: (invoice) => invoice.number,
  status: (invoice) => invoice.status,
  issueDate: (invoice) => invoice.issueDate,
  dueDate: (invoice) => invoice.dueDate,
  dueState: (invoice) => invoice.dueState,
  daysOverdue: (invoice) => invoice.daysOverdue,
  customerCode: (invoice) => invoice.customer?.code,
  customerName: (invoice) => invoice.customer?.name,
  currency: (invoice) => invoice.currency,
  net: (invoice) => invoice.net,
  tax: (invoice) => invoice.tax,
  total: (invoice) => invoice.total,
  paid: (invoice) => invoice.paid,
  credited: (invoice) => invoice.credited,
  writtenOff: (invoice) => invoice.writtenOff,
  balance: (invoice) => invoice.balance,
  notes: (invoice) => invoice.notes,
};

export const PAYMENT_CSV: CsvColumns<PaymentDto> = {
  id: (payment) => payment.id,
  invoiceNumber: (payment) => payment.invoice.number,
  receivedOn: (payment) => payment.receivedOn,
  method: (payment) => payment.method,
  amount: (payment) => payment.amount,
  credit: (payment) => payment.credit,
  reference: (payment) => payment.reference,
  reversesId: (payment) => payment.reversesId,
  paymentId: (payment) => payment.paymentId,
};
