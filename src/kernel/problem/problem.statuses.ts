import { TENANCY_STATUSES } from '@tenantry/nest';

/**
 * The one place where a code of the library or the platform meets its HTTP status.
 * A code that isn't here is answered as 500 `internal_error`, so that a forgotten line is seen in a test.
 */
export const PROBLEM_STATUSES = {
  // those of the library: the tenant, its store and its server
  ...TENANCY_STATUSES,

  // the request itself
  bad_request: 400,
  unauthenticated: 401,
  token_reused: 401,
  subscription_required: 402,
  forbidden: 403,
  tenant_mismatch: 403,
  method_not_allowed: 405,
  not_acceptable: 406,
  request_timeout: 408,
  already_seeded: 409,
  payload_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  unprocessable: 422,
  too_many_requests: 429,

  // files
  file_type_not_allowed: 415,
  // the plan
  feature_not_enabled: 403,

  // references, money and numbers
  unknown_reference: 422,
  amount_out_of_range: 422,
  idempotency_key_reused: 422,
  issue_date_out_of_order: 422,
  due_date_before_issue_date: 422,
  payment_exceeds_balance: 422,
  reversal_before_payment: 422,
  customer_without_email: 422,
  credit_exceeds_invoice: 422,
  currency_mismatch: 409,
  invoice_has_payments: 409,
  invoice_has_credit_notes: 409,
  customer_in_use: 409,
  product_in_use: 409,
  customer_credit_exceeded: 422,

  document_too_large: 422,

  // identity
  last_owner: 422,
  last_operator: 422,
  wrong_password: 422,
  reset_token_invalid: 422,
  invitation_invalid: 422,
  mail_unavailable: 503,

  // company and locations
  currency_fixed: 422,
  location_forbidden: 403,
  location_inactive: 422,
  location_cannot_sell: 422,
  location_cycle: 422,
  location_in_use: 409,
  last_location: 422,

  // accounting
  account_cycle: 422,
  account_in_use: 409,
  account_inactive: 422,
  account_is_group: 422,
  account_required: 422,
  account_type_mismatch: 422,
  already_reversed: 409,
  date_before_books: 422,
  date_in_future: 422,
  date_out_of_range: 422,
  date_too_early: 422,
  entry_has_source: 409,
  expense_status: 409,
  opening_balances_exist: 409,
  opening_items_differ: 422,
  opening_items_settled: 409,
  party_required: 422,
  period_already_closed: 409,
  period_closed: 422,
  drafts_open: 422,
  period_not_closed: 409,
  period_not_over: 422,
  periods_open: 422,
  tax_rate_in_use: 409,
  tax_rate_inactive: 422,
  unbalanced_entry: 422,
  unknown_category: 422,
  year_closed: 422,

  // the program
  internal_error: 500,
  not_ready: 503,
  control_database_outdated: 503,
  database_unavailable: 503,
  statement_timeout: 503,
  no_space_left: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEM_STATUSES;

const STATUSES: Readonly<Record<string, number>> = PROBLEM_STATUSES;

/** The HTTP status of a code; 500 when nobody has given it one. */
export const statusOf = (code: string): number =>
  (Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined) ?? 500;
