import type { TenantData } from '@tenantry/nest';
import { InvalidTenantInputError, type NewTenant } from '@tenantry/nest/operator';
import type { FieldProblem } from '../../kernel/errors.js';
import type { Feature } from '../../kernel/entitlements/features.js';
import { isCurrency } from '../../kernel/money/currency.js';
import { assertPlan } from './plans.js';

const DEFAULT_CURRENCY = 'USD';
const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.?[^\s@]+$/;
const MOST_USERS = 2 ** 31 - 1;

/** What is asked for when a company is made, of what the platform keeps of it. */
export interface NewCompany {
  adminEmail: string;
  /** Without it the administrator is invited. */
  adminPassword?: string;
  maxUsers: number;
  /** Default: USD. */
  currency?: string;
  plan?: string;
  multiLocation?: boolean;
  features?: Partial<Record<Feature, boolean | null>>;
}

/** How the library is told of it. Throws InvalidTenantInputError, UnknownReferenceError. */
export function companyOf(wish: NewCompany): Pick<NewTenant, 'data' | 'keywords' | 'secrets'> {
  assertPlan(wish.plan);
  const adminEmail = wish.adminEmail.trim().toLowerCase();
  const data: TenantData = {
    adminEmail,
    currency: (wish.currency ?? DEFAULT_CURRENCY).toUpperCase(),
    plan: wish.plan ?? null,
    trialEndsAt: null,
    maxUsers: wish.maxUsers,
    features: changedFeatures({ multiLocation: wish.multiLocation ?? false }, wish.features),
  };
  const problems = problemsOf(data);
  if (problems.length > 0) throw new InvalidTenantInputError(problems);
  const { adminPassword } = wish;
  return { data, keywords: adminEmail, ...(adminPassword !== undefined && { secrets: { adminPassword } }) };
}

/** What an operator may change of it; what is left out stays. */
export interface CompanyChange extends Partial<
  Pick<NewCompany, 'adminEmail' | 'maxUsers' | 'multiLocation'>
> {
  plan?: string | null;
  /** null: as it is when nobody has said. */
  features?: NewCompany['features'];
}

/** The data after a change. Throws UnknownReferenceError. */
export function changedCompany(change: CompanyChange): (now: TenantData) => TenantData {
  assertPlan(change.plan);
  const { features, multiLocation, adminEmail, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return (now) => ({
    ...now,
    ...given,
    ...(adminEmail !== undefined && { adminEmail: adminEmail.toLowerCase() }),
    features: changedFeatures(now.features, {
      ...features,
      ...(multiLocation !== undefined && { multiLocation }),
    }),
  });
}

function changedFeatures(
  now: TenantData['features'],
  change: NewCompany['features'] = {},
): TenantData['features'] {
  const merged = Object.entries({ ...now, ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
}

function problemsOf({ adminEmail, currency, maxUsers }: TenantData): FieldProblem[] {
  const problems: [string, string | false][] = [
    ['adminEmail', (!EMAIL.test(adminEmail) || adminEmail.length > 320) && 'must be an e-mail address'],
    [
      'maxUsers',
      !(Number.isSafeInteger(maxUsers) && maxUsers > 0 && maxUsers <= MOST_USERS) && 'must be 1 or more',
    ],
    ['currency', !isCurrency(currency) && 'must be a currency of ISO 4217, such as USD'],
  ];
  return problems.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}
