import type { PlaneName } from '../request/plane.decorator.js';
import type { ProblemCode } from '../problem/problem.statuses.js';
import type { OperationFacts } from './plane-operations.js';

const OF_A_TENANT: ProblemCode[] = [
  'tenant_suspended',
  'tenant_not_found',
  'tenant_deleted',
  'tenant_not_ready',
  'tenant_read_only',
  'tenant_maintenance',
  'tenant_database_unavailable',
  'tenant_schema_outdated',
  'connection_budget_exhausted',
];

/** Refusals that come from what stands around every operation of a plane, not from the operation. */
export function sharedProblems(
  plane: PlaneName,
  { open, roles, wholeCompany, ofFeature }: OperationFacts,
): ProblemCode[] {
  const signIn: ProblemCode[] = open ? [] : ['unauthenticated'];
  const rights: ProblemCode[] = roles === undefined ? [] : ['forbidden'];
  if (plane !== 'tenant') return [...signIn, ...rights, 'too_many_requests', 'internal_error'];
  const foreign: ProblemCode[] = open ? [] : ['tenant_mismatch'];
  const places: ProblemCode[] = wholeCompany ? ['location_forbidden'] : [];
  const features: ProblemCode[] = ofFeature ? ['feature_not_enabled'] : [];
  return [
    ...signIn,
    ...features,
    ...rights,
    ...places,
    ...foreign,
    'too_many_requests',
    ...OF_A_TENANT,
    'internal_error',
  ];
}
