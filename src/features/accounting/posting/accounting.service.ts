import { Injectable } from '@nestjs/common';
import type { AccountRole } from '../rows/account.entity.js';
import { AccountService } from '../chart/account.service.js';
import { JournalStore } from './journal.store.js';
import { BookingDays } from '../calendar/booking-days.js';
import { dayFieldOf } from '../rows/day-fields.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { linesOf } from '../rows/entry-lines.js';
import { LedgerService } from './ledger.service.js';
import {
  MONEY_ACCOUNTS,
  POSTING_RULES,
  type PostingEvent,
  type PostingRule,
  type Slot,
  type WithdrawalEvent,
  WITHDRAWALS,
} from '../rows/posting.rules.js';
import type {
  CreditNotePosting,
  CreditPosting,
  ExpensePosting,
  InvoicePosting,
  PaymentMethod,
  PaymentPosting,
  TaxPart,
  Withdrawal,
  WriteOffPosting,
} from '../rows/postings.js';

/** A document's amounts and what is needed to find the accounts they go to. */
interface Posting {
  sourceId: string;
  number: string;
  date: string;
  locationId: string | null;
  amounts: { net: number; tax: number; total: number };
  taxes?: readonly TaxPart[];
  method?: PaymentMethod;
  categoryAccountId?: string;
}

/**
 * What other features say happened; the posting rules say what it means to the books. Each call joins the
 * caller's transaction, so that a document and its entry are stored together or not at all. Throws
 * PeriodClosedError (422 `period_closed`) or YearClosedError (422 `year_closed`) when the date is closed, and
 * DateInFutureError or DateBeforeBooksError when the books take nothing of that day.
 */
@Injectable()
export class AccountingService {
  constructor(
    private readonly accounts: AccountService,
    private readonly journal: JournalStore,
    private readonly ledger: LedgerService,
    private readonly days: BookingDays,
    private readonly calendar: CalendarService,
  ) {}

  /** Whether something may be booked on the day, as it is now. */
  isOpen(date: string): Promise<boolean> {
    return this.calendar.isOpen(date);
  }

  postInvoiceIssued({ invoiceId, net, tax, total, ...invoice }: InvoicePosting): Promise<void> {
    return this.post('invoice_issued', { ...invoice, sourceId: invoiceId, amounts: { net, tax, total } });
  }

  postInvoiceVoided(invoice: Withdrawal): Promise<void> {
    return this.withdraw('invoice_voided', invoice);
  }

  postPaymentReceived({ paymentId, amount, ...payment }: PaymentPosting): Promise<void> {
    return this.post('payment_received', { ...payment, sourceId: paymentId, amounts: onlyTotal(amount) });
  }

  postPaymentReversed(payment: Withdrawal): Promise<void> {
    return this.withdraw('payment_reversed', payment);
  }

  postCreditNoteIssued({ creditNoteId, net, tax, total, taxes, ...note }: CreditNotePosting): Promise<void> {
    const amounts = { net, tax, total };
    const posting = { ...note, sourceId: creditNoteId, amounts, taxes: negative(taxes) };
    return this.post('credit_note_issued', posting);
  }

  postInvoiceWrittenOff({ writeOffId, net, tax, total, taxes, ...debt }: WriteOffPosting): Promise<void> {
    const amounts = { net, tax, total };
    const posting = { ...debt, sourceId: writeOffId, amounts, taxes: negative(taxes) };
    return this.post('invoice_written_off', posting);
  }

  postWriteOffReversed(debt: Withdrawal): Promise<void> {
    return this.withdraw('write_off_reversed', debt);
  }

  postCreditKept({ amount, ...credit }: CreditPosting): Promise<void> {
    return this.post('credit_kept', { ...credit, amounts: onlyTotal(amount) });
  }

  postCreditWithdrawn(credit: Withdrawal): Promise<void> {
    return this.withdraw('credit_withdrawn', credit);
  }

  postDepositReceived({ paymentId, amount, ...deposit }: PaymentPosting): Promise<void> {
    return this.post('deposit_received', { ...deposit, sourceId: paymentId, amounts: onlyTotal(amount) });
  }

  postDepositReversed(deposit: Withdrawal): Promise<void> {
    return this.withdraw('deposit_reversed', deposit);
  }

  postCreditApplied({ amount, ...credit }: CreditPosting): Promise<void> {
    return this.post('credit_applied', { ...credit, amounts: onlyTotal(amount) });
  }

  postCreditReleased(credit: Withdrawal): Promise<void> {
    return this.withdraw('credit_released', credit);
  }

  postRefundPaid({ paymentId, amount, ...refund }: PaymentPosting): Promise<void> {
    return this.post('refund_paid', { ...refund, sourceId: paymentId, amounts: onlyTotal(amount) });
  }

  postExpenseApproved({ expenseId, net, tax, total, ...expense }: ExpensePosting): Promise<void> {
    return this.post('expense_approved', { ...expense, sourceId: expenseId, amounts: { net, tax, total } });
  }

  /** `owedFrom` is the day the expense is booked on: money that leaves before it waits for it as a prepayment. */
  async postExpensePaid({ paymentId, amount, ...expense }: PaymentPosting, owedFrom: string): Promise<void> {
    const posting = { ...expense, sourceId: paymentId, amounts: onlyTotal(amount) };
    if (posting.date >= owedFrom) return this.post('expense_paid', posting);
    await this.post('expense_prepaid', posting);
    await this.post('prepayment_used', { ...posting, date: owedFrom });
  }

  postExpenseVoided(expense: Withdrawal): Promise<void> {
    return this.withdraw('expense_voided', expense);
  }

  private async post(event: PostingEvent, posting: Posting): Promise<void> {
    const rule: PostingRule = POSTING_RULES[event];
    const { number, date, sourceId, locationId, taxes = [] } = posting;
    const lines = linesOf(rule, posting.amounts, await this.accountsOf(rule, posting));
    // Nothing of it gets to the books, which would look at the day.
    if (lines.length === 0) return this.days.assert(date, dayFieldOf(event));
    const direction = rule.tax;
    await this.ledger.post({
      date,
      memo: `${rule.memo} ${number}`,
      source: event,
      sourceId,
      locationId,
      lines: lines.map((line) => ({ ...line, locationId })),
      taxes: direction ? taxes.map((part) => ({ ...part, direction })) : [],
    });
  }

  private async withdraw(event: WithdrawalEvent, { sourceId, number, date }: Withdrawal): Promise<void> {
    const { takesBack, memo } = WITHDRAWALS[event];
    const posted = await this.journal.findBySource(takesBack, sourceId);
    if (!posted) return;
    await this.ledger.reverse(posted, { date, memo: `${memo} ${number}`, source: event, sourceId });
  }

  /** The account of each slot of the rule; a standard account that an old chart lacks is made. */
  private async accountsOf(rule: PostingRule, posting: Posting): Promise<(slot: Slot) => string> {
    const byRole = await this.accounts.byRole();
    const found = new Map<Slot, string>();
    for (const [slot] of [...rule.debit, ...rule.credit]) {
      const role = roleOf(slot, posting.method);
      const own = (slot === 'category' && posting.categoryAccountId) || byRole.get(role);
      found.set(slot, own ?? (await this.accounts.makeForRole(role)));
    }
    return (slot) => found.get(slot) ?? '';
  }
}

function roleOf(slot: Slot, method: PaymentMethod = 'other'): AccountRole {
  if (slot === 'money') return MONEY_ACCOUNTS[method];
  return slot === 'category' ? 'expense' : slot;
}

/** What lowers the tax that is due. */
const negative = (taxes: readonly TaxPart[]): TaxPart[] =>
  taxes.map((part) => ({ ...part, net: -part.net, tax: -part.tax }));

const onlyTotal = (total: number) => ({ net: 0, tax: 0, total });
