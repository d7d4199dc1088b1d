import { UnknownReferenceError } from '../../kernel/errors.js';

/** Codes of the plans there are. */
export const PLANS = ['starter', 'professional', 'enterprise'] as const;

/** A plan that doesn't exist would limit nothing, and nobody would see it. Throws UnknownReferenceError. */
export function assertPlan(plan: string | null | undefined): void {
  if (plan == null || (PLANS as readonly string[]).includes(plan)) return;
  throw new UnknownReferenceError('plan', plan);
}
