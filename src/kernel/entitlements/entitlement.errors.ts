import { DomainError } from '../errors.js';
import type { Feature } from './features.js';

const WITHOUT: Partial<Record<Feature, string>> = {
  multiLocation:
    'This company works with one location of each kind. Ask the operator for multi-location to add more.',
};

/** What was asked for belongs to a feature that the company doesn't have. */
export class FeatureNotEnabledError extends DomainError {
  readonly code = 'feature_not_enabled';
  override readonly facts: Readonly<Record<string, unknown>>;
  constructor(feature: Feature) {
    super(WITHOUT[feature] ?? `This company doesn't have "${feature}". Ask the operator to switch it on.`);
    this.facts = { feature };
  }
}

/** How far a limit of the plan is used. */
export interface LimitState {
  readonly metric: string;
  readonly limit: number;
  readonly used: number;
  readonly plan: string | null;
}

/** The company has as much of something as its plan allows. */
export class PlanLimitReachedError extends DomainError {
  readonly code = 'plan_limit_reached';
  override readonly facts: LimitState;
  constructor(state: LimitState) {
    super(
      `This company may have ${state.limit} active ${state.metric}, and has ${state.used}. Deactivate one or ask for more.`,
    );
    this.facts = state;
  }
}
