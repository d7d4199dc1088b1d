import type { ProblemCode } from '../problem/problem.statuses.js';

type Refusals = readonly ProblemCode[];

/** The day that something is booked on. */
export const BOOKING_DAY = [
  'date_in_future',
  'date_before_books',
  'period_closed',
  'year_closed',
] as const satisfies Refusals;

/** A change of something that is there, by those who have read it. */
export const CHANGE = ['validation_failed', 'not_found', 'version_conflict'] as const satisfies Refusals;

/** What documents and their lines refer to, and what they come to. */
export const DOCUMENT_TERMS = [
  'unknown_reference',
  'amount_out_of_range',
  'location_inactive',
  'tax_rate_inactive',
] as const satisfies Refusals;
