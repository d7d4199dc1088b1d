/** All that a feature may use of the platform below it: the one door, and lint keeps others shut. */
export { AuditModule } from '../identity/audit/audit.module.js';
export { CompanyLocale } from '../identity/rows/company-locale.port.js';
export { AuditService } from '../identity/audit/audit.service.js';
export { Clock } from '../kernel/clock/clock.js';
export { FreshCache } from '../kernel/clock/fresh-cache.js';
export { inSlices } from '../kernel/clock/in-slices.js';
export { PDF } from '../kernel/docs/answers.js';
export { Operation } from '../kernel/docs/operation.decorator.js';
export { BOOKING_DAY, CHANGE, DOCUMENT_TERMS } from '../kernel/docs/refusals.js';
export { Refuses } from '../kernel/docs/refuses.decorator.js';
export type { Shows } from '../kernel/docs/shows.js';
export { ActionDto } from '../kernel/documents/action.dto.js';
export { DocumentStates, type Guard, type Transition } from '../kernel/documents/document-states.js';
export { Entitlements } from '../kernel/entitlements/entitlements.js';
export { FeatureModule } from '../kernel/entitlements/feature-module.decorator.js';
export { type Feature, featuresOf } from '../kernel/entitlements/features.js';
export {
  ConflictError,
  DomainError,
  type FieldProblem,
  ForbiddenError,
  LocationForbiddenError,
  MOST_PROBLEMS,
  NotFoundError,
  PayloadTooLargeError,
  TakenError,
  UnknownReferenceError,
  ValidationError,
} from '../kernel/errors.js';
export { countryCode, IsCountry } from '../kernel/input/country.js';
export { dayIn, IsDay, laterOf } from '../kernel/input/day.js';
export { Flag } from '../kernel/input/flag.transform.js';
export { groupedIban, ibanProblem, plainIban } from '../kernel/input/iban.js';
export { IdPipe } from '../kernel/input/id.pipe.js';
export { IsOmittable } from '../kernel/input/omittable.decorator.js';
export { isForeignKeyViolation, isUniqueViolation } from '../kernel/input/store-errors.js';
export { taxNumberProblem } from '../kernel/input/tax-number.js';
export { IsCode, IsLine, IsText, IsVersion } from '../kernel/input/text.validators.js';
export { tidyText } from '../kernel/input/tidy-text.js';
export { assertVersion } from '../kernel/input/version.js';
export { CsvBody } from '../kernel/lists/csv-body.js';
export { unguarded } from '../kernel/lists/csv-cell.js';
export { csvSheet, type CsvSheet } from '../kernel/lists/csv-sheet.js';
export { rowsFile, wantsCsv } from '../kernel/lists/csv.js';
export { IsExcelFlag } from '../kernel/lists/excel.decorator.js';
export { type ListAnswer, listAnswer, reportAnswer } from '../kernel/lists/list-answer.js';
export { type Page, PageQuery } from '../kernel/lists/pagination.js';
export { keysetPage, parseSort, searchText, type SortKey } from '../kernel/lists/keyset.js';
export { RowOrder, RowPageQuery, rowRange, type RowRange } from '../kernel/lists/row-page.js';
export { exponentOf, isCurrency } from '../kernel/money/currency.js';
export { Decimal, fixed } from '../kernel/money/decimal.js';
export { assertDocument, MAX_DOCUMENT, parseAmount } from '../kernel/money/document-limit.js';
export { lineAmounts, type LineAmounts, type LineTerms, totalAmounts } from '../kernel/money/line.js';
export { AmountOutOfRangeError } from '../kernel/money/money.errors.js';
export {
  addUp,
  amountOf,
  compareSums,
  exactSum,
  formatMoney,
  MAX_AMOUNT,
  parseMoney,
  roundToMinor,
  sumFromStore,
  sumMoney,
} from '../kernel/money/money.js';
export { IsDiscount, IsMoney, IsQuantity, IsRate } from '../kernel/money/money.validators.js';
export { type PriceTerms, priceUnder } from '../kernel/money/price.js';
export { parseQuantity } from '../kernel/money/quantity.js';
export { TakesCsv, TakesLines, TakesUpload, UPLOAD_LIMIT } from '../kernel/request/body-limit.js';
export { Plane } from '../kernel/request/plane.decorator.js';
export { type FormPart, FormParts } from '../kernel/request/uploads.js';
export { findRequest } from '../kernel/request/request-scope.js';
export { CurrentUser } from '../kernel/rights/current-user.decorator.js';
export { callerMay, type RightTo } from '../kernel/rights/caller.js';
export { Permission } from '../kernel/rights/permission.decorator.js';
export { type Access, type Area, rolesFor } from '../kernel/rights/permissions.js';
export type { Principal } from '../kernel/rights/principal.js';
export { Public } from '../kernel/rights/public.decorator.js';
export { WholeCompany } from '../kernel/rights/whole-company.decorator.js';
export { findByIds } from '../kernel/store/find-by-ids.js';
export { insertMissing } from '../kernel/store/insert-missing.js';
export { insertRows } from '../kernel/store/insert-rows.js';
export { linesByDocument } from '../kernel/store/lines-of.js';
export { lockRow } from '../kernel/store/lock-row.js';
export {
  type BucketRun,
  bucketRuns,
  bucketsOf,
  type Grain,
  LAST_DAY,
  shiftDay,
} from '../kernel/sums/buckets.js';
export { exact } from '../kernel/sums/exact-parameters.js';
export { assertRange } from '../kernel/sums/range.js';
export { LimitedMailer } from '../mail/limited.mailer.js';
export { MailModule } from '../mail/mail.module.js';
export { plainName } from '../mail/plain-name.js';
export { isContentName, ObjectStore, type StoredObject } from '../object-store/object-store.js';
export type { BusinessDocument, Column, Fact } from '../pdf/business-document.js';
export { PdfPrinter } from '../pdf/pdf-printer.js';
