import { stays } from './credit.guards.js';

/** Payments are reversed, never changed, and so is what says which credit was spent for what. */
export const PAYMENT_GUARDS = [
  ...stays('customer_payments', 'a payment is never changed: reverse it'),
  ...stays('customer_credit_uses', 'what was spent of a credit is never changed'),
];
