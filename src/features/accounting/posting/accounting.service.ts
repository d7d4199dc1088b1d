import { Injectable } from '@nestjs/common';
import { AccountService } from '../chart/account.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { linesOf } from '../rows/entry-lines.js';
import type { AccountRole } from '../rows/account.entity.js';
import { MONEY_ACCOUNTS, type PostingRule, type PostingRuleSet, type Slot } from '../rows/posting.rules.js';
import type { Posting, TaxPart, Withdrawal } from '../rows/postings.js';
import { JournalStore } from './journal.store.js';
import { LedgerService } from './ledger.service.js';
import { PostingRules } from './posting-rules.service.js';

/**
 * The one door from other features into the books. A feature registers its posting rules at start and says what
 * happened; the rules say what that means. Each call joins the caller's transaction, so that a document and its entry
 * are stored together or not at all. Throws PeriodClosedError (422 `period_closed`) or YearClosedError (422
 * `year_closed`) when the date is closed, and DateInFutureError or DateBeforeBooksError when the books take nothing of
 * that day.
 */
@Injectable()
export class AccountingService {
  constructor(
    private readonly rules: PostingRules,
    private readonly accounts: AccountService,
    private readonly journal: JournalStore,
    private readonly ledger: LedgerService,
    private readonly calendar: CalendarService,
  ) {}

  /** Called once per feature, at start. Throws where an event is known already, or takes back one that isn't. */
  register(rules: PostingRuleSet): void {
    this.rules.register(rules);
  }

  /** Whether something may be booked on the day, as it is now. */
  isOpen(date: string): Promise<boolean> {
    return this.calendar.isOpen(date);
  }

  /** Posts one entry by the event's rule. */
  async post(event: string, { number, amounts, method, taxes = [], ...posting }: Posting): Promise<void> {
    const { tax, dayField = 'date', ...rule } = this.rules.posting(event);
    const accounts = await this.accountsOf(rule, (slot) =>
      slot === 'money' ? MONEY_ACCOUNTS[method ?? 'other'] : slot,
    );
    const lines = linesOf(rule, { amounts, locationId: posting.locationId }, accounts);
    // Nothing of it gets to the books, which would look at the day.
    if (lines.length === 0) return this.calendar.assertBookable(posting.date, { path: dayField });
    await this.ledger.post({
      ...posting,
      memo: `${rule.memo} ${number}`,
      source: event,
      dayField,
      lines,
      taxes: tax ? taxes.map((part) => ({ ...signed(part, tax.sign), direction: tax.direction })) : [],
    });
  }

  /** Takes back what an event posted; nothing where its amounts were zero. */
  async takeBack(event: string, { sourceId, number, date }: Withdrawal): Promise<void> {
    const { takesBack, memo, dayField = 'date' } = this.rules.withdrawal(event);
    const posted = await this.journal.findBySource(takesBack, sourceId);
    if (!posted) return;
    const entry = { date, memo: `${memo} ${number}`, source: event, sourceId, dayField };
    await this.ledger.reverse(posted, entry);
  }

  /** The account of each slot of the rule; a standard account that an old chart lacks is made. */
  private async accountsOf(
    rule: Pick<PostingRule, 'debit' | 'credit'>,
    roleOf: (slot: Exclude<Slot, 'named'>) => AccountRole,
  ): Promise<(slot: Slot) => string | undefined> {
    const byRole = await this.accounts.byRole();
    const found = new Map<Slot, string>();
    for (const [slot] of [...rule.debit, ...rule.credit]) {
      if (slot === 'named') continue;
      const role = roleOf(slot);
      found.set(slot, byRole.get(role) ?? (await this.accounts.makeForRole(role)));
    }
    return (slot) => found.get(slot);
  }
}

/** What lowers the tax that is due has a minus. */
const signed = (part: TaxPart, sign: 1 | -1): TaxPart =>
  sign === 1 ? part : { ...part, net: -part.net, tax: -part.tax };
