import { ConflictError, DocumentStates, type Guard, type RightTo, type Transition } from '../../platform.js';
import { CreditExceedsInvoiceError } from './credit-note.errors.js';
import { type Invoice, INVOICE_STATUSES, type InvoiceStatus } from './invoice.entity.js';
import {
  InvoiceHasCreditNotesError,
  InvoiceHasPaymentsError,
  NotADraftError,
  NotIssuedError,
  OpeningInvoiceError,
  WrittenOffError,
} from './invoice.errors.js';

/** What happened to an invoice and doesn't stand in its row. */
export interface InvoiceFacts {
  /** A payment that nobody took back; it may be the customer's credit, so that `paid` doesn't show it. */
  hasPayments: boolean;
  /** What credit notes have credited, also where it became the customer's credit. */
  creditNoted: number;
}

/** An invoice as its transitions look at it; without the facts it is taken as untouched. */
export type InvoiceState = Pick<Invoice, 'status' | 'number' | 'openedOn' | 'total' | 'writtenOff'> &
  Partial<InvoiceFacts>;

type Verb =
  | ('update' | 'delete' | 'duplicate' | 'issue' | 'send')
  | ('pay' | 'credit' | 'write_off' | 'reverse_write_off' | 'void');

const OWED: readonly InvoiceStatus[] = ['issued', 'partially_paid'];
const ISSUED: readonly InvoiceStatus[] = [...OWED, 'paid', 'written_off'];
const WRITE: RightTo = ['sales', 'write'];
const SETTLE: RightTo = ['sales', 'settle'];
const PAY_OUT: RightTo = ['sales', 'payOut'];

const ofDraft = (to?: readonly InvoiceStatus[]): Transition<InvoiceState, InvoiceStatus> => ({
  from: ['draft'],
  ...(to && { to }),
  right: WRITE,
  code: 'conflict',
  refusal: ({ number }) => new NotADraftError(number),
});

/** `why` is told of drafts and of void invoices. */
const ofIssued = (
  right: RightTo,
  why: string | { draft: string; void: string },
): Transition<InvoiceState, InvoiceStatus> => ({
  from: ISSUED,
  right,
  code: 'conflict',
  refusal: ({ status }) =>
    new NotIssuedError(status, typeof why === 'string' ? why : why[status === 'draft' ? 'draft' : 'void']),
});

const isWrittenOff = (what: string): Guard<InvoiceState> => ({
  code: 'conflict',
  fails: ({ writtenOff }) => writtenOff > 0,
  refusal: ({ number }) => new WrittenOffError(number, what),
});

/** What can be done with an invoice. */
export const INVOICE_STATES = new DocumentStates<InvoiceState, InvoiceStatus, Verb>({
  update: ofDraft(),
  delete: ofDraft(),
  issue: ofDraft(['issued', 'paid']),
  duplicate: {
    from: INVOICE_STATUSES,
    right: WRITE,
    code: 'conflict',
    refusal: ({ number }) => new NotADraftError(number),
  },
  send: ofIssued(SETTLE, 'it is not sent.'),
  pay: {
    ...ofIssued(SETTLE, 'it takes no payments.'),
    to: ['issued', 'partially_paid', 'paid', 'written_off'],
  },
  credit: {
    ...ofIssued(SETTLE, 'there is nothing to credit.'),
    to: ['issued', 'partially_paid', 'paid'],
    guards: [
      isWrittenOff('credit it'),
      {
        code: 'credit_exceeds_invoice',
        fails: ({ creditNoted = 0, total }) => creditNoted >= total && creditNoted > 0,
        refusal: () => new CreditExceedsInvoiceError('amount', '0'),
      },
    ],
  },
  write_off: {
    ...ofIssued(PAY_OUT, { draft: 'nobody owes it yet.', void: 'nobody owes it any more.' }),
    to: ['written_off'],
    guards: [
      {
        code: 'conflict',
        fails: ({ status }) => !OWED.includes(status),
        refusal: ({ number }) => new ConflictError(`Nothing of invoice ${number ?? ''} is owed any more.`),
      },
    ],
  },
  reverse_write_off: {
    from: INVOICE_STATUSES,
    to: OWED,
    right: PAY_OUT,
    code: 'conflict',
    refusal: () => new ConflictError('Nothing of this invoice is written off.'),
    guards: [
      {
        code: 'conflict',
        fails: ({ writtenOff }) => writtenOff <= 0,
        refusal: () => new ConflictError('Nothing of this invoice is written off.'),
      },
    ],
  },
  void: {
    ...ofIssued(SETTLE, { draft: 'delete it instead of voiding it.', void: 'it can be voided once.' }),
    to: ['void'],
    guards: [
      {
        code: 'conflict',
        fails: ({ openedOn }) => openedOn !== null,
        refusal: () => new OpeningInvoiceError(),
      },
      {
        code: 'invoice_has_payments',
        fails: ({ hasPayments }) => hasPayments === true,
        refusal: ({ number }) => new InvoiceHasPaymentsError(number),
      },
      {
        code: 'invoice_has_credit_notes',
        fails: ({ creditNoted = 0 }) => creditNoted > 0,
        refusal: ({ number }) => new InvoiceHasCreditNotesError(number),
      },
      isWrittenOff('void it'),
    ],
  },
});
