/** What other features may use of accounting, by what it is for. */
export { AccountingModule } from './accounting.module.js';

// Posting to the books.
export { AccountingService } from './posting/accounting.service.js';
export type { PostingRule, WithdrawalRule } from './rows/posting.rules.js';
export type { Posting, TaxPart, Withdrawal } from './rows/postings.js';

// Days: of drafts that keep a month open, and of what is taken back.
export { type DraftSource, OpenDrafts } from './calendar/open-drafts.js';
export { DateTooEarlyError } from './rows/posting.errors.js';
export { takenBackOn } from './rows/taken-back.js';

// What entries without a document say of customers.
export {
  type OpenReceivable,
  type PartyEntry,
  type PartyFollower,
  PartyFollowers,
  type PartyLine,
} from './parties/party-followers.js';
export { OpeningItemsSettledError } from './rows/opening.errors.js';

// Tax rates.
export { categoryOfRate, fitsRate, TAX_CATEGORIES, type TaxCategory } from './rows/tax-category.js';
export type { TaxRate } from './rows/tax-rate.entity.js';
export { TaxRateService } from './tax-rates/tax-rate.service.js';
