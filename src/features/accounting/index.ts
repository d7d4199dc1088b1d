/** What other features may use of accounting. */
export { AccountingModule } from './accounting.module.js';
export { type DraftSource, OpenDrafts } from './calendar/open-drafts.js';
export {
  type OpenReceivable,
  type PartyEntry,
  type PartyFollower,
  PartyFollowers,
  type PartyLine,
} from './parties/party-followers.js';
export { AccountingService } from './posting/accounting.service.js';
export { OpeningItemsSettledError } from './rows/opening.errors.js';
export { DateTooEarlyError } from './rows/posting.errors.js';
export type { PostingRule, WithdrawalRule } from './rows/posting.rules.js';
export type { Posting, TaxPart, Withdrawal } from './rows/postings.js';
export { takenBackOn } from './rows/taken-back.js';
export { categoryOfRate, fitsRate, TAX_CATEGORIES, type TaxCategory } from './rows/tax-category.js';
export type { TaxRate } from './rows/tax-rate.entity.js';
export { TaxRateInactiveError } from './tax-rates/tax-rate.errors.js';
export { isUsable, TaxRateService } from './tax-rates/tax-rate.service.js';
