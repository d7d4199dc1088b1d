import type { AccountRole } from './account.entity.js';
import type { TaxDirection } from './journal-tax.entity.js';
import type { PaymentMethod } from './postings.js';

/** Where an amount goes: a fixed account, the one of the payment method, or those that the posting names. */
export type Slot = AccountRole | 'money' | 'named';

/** A slot, and which amount of the posting goes to it. */
export type Leg = readonly [Slot, string];

/** What an event of the business does to the books. */
export interface PostingRule {
  readonly memo: string;
  readonly debit: readonly Leg[];
  readonly credit: readonly Leg[];
  /** The side of the tax report that the document's taxes are added to, or taken from. */
  readonly tax?: { readonly direction: TaxDirection; readonly sign: 1 | -1 };
  /** The field by which people say the day, so that a refusal names what they wrote; left out: `date`. */
  readonly dayField?: string;
}

/** What takes an event back: the same accounts and amounts with their sides exchanged. */
export interface WithdrawalRule extends Pick<PostingRule, 'memo' | 'dayField'> {
  readonly takesBack: string;
}

/** A feature's events, by names that no other feature uses. */
export type PostingRuleSet = Readonly<Record<string, PostingRule | WithdrawalRule>>;

/** The account that money of each kind comes in on and goes out from. */
export const MONEY_ACCOUNTS: Readonly<Record<PaymentMethod, AccountRole>> = {
  cash: 'cash',
  card: 'card',
  transfer: 'bank',
  other: 'bank',
};

/** Entries that come from no document. */
export const OWN_SOURCES = ['manual', 'reversal', 'opening', 'year_closed', 'year_reopened'] as const;

/** One of OWN_SOURCES, or an event of a feature. */
export type EntrySource = string;
