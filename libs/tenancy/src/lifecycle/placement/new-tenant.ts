import { type EngineName, ISOLATIONS, type IsolationName } from '../../tenant.js';
import { slugProblem } from '../../slug.js';
import { currencyDigits } from './currencies.js';

/** What is asked for when a tenant is created. */
export interface NewTenant {
  slug: string;
  name: string;
  adminEmail: string;
  maxUsers: number;
  /** ISO 4217. */
  currency: string;
  multiLocation?: boolean;
  isolation?: IsolationName;
  /** Default: the engine of the settings, or of the server that is named. */
  engine?: EngineName;
  /** Name of a server; default: the one with room that holds the fewest tenants for its weight. */
  server?: string;
  /** Data residency: only a server of this region will do. */
  region?: string;
  plan?: string;
  /** The tenant's own database, which has to be empty. */
  databaseUrl?: string;
  /** Without it the administrator is invited. */
  adminPassword?: string;
  trialEndsAt?: Date;
}

export interface InputProblem {
  path: string;
  message: string;
}

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.?[^\s@]+$/;
const CONTROL_CHARACTERS = /\p{Cc}/u;

/** What is wrong with the input by itself; where it is to be placed is looked at afterwards. */
export function inputProblems(input: NewTenant, prefix: string): InputProblem[] {
  const { slug, name, adminEmail, maxUsers, currency, isolation = 'database' } = input;
  const problems: [string, string | false | undefined][] = [
    ['slug', slugProblem(slug, prefix)],
    ['name', nameProblem(name)],
    ['adminEmail', (!EMAIL.test(adminEmail) || adminEmail.length > 320) && 'must be an e-mail address'],
    [
      'maxUsers',
      !(Number.isSafeInteger(maxUsers) && maxUsers > 0 && maxUsers < 2 ** 31) && 'must be 1 or more',
    ],
    ['currency', currencyDigits(currency) === undefined && 'must be a currency of ISO 4217, such as USD'],
    ['isolation', !ISOLATIONS.includes(isolation) && `must be one of ${ISOLATIONS.join(', ')}`],
    ['databaseUrl', !!input.databaseUrl && !!input.server && 'names a database, so no server can be chosen'],
  ];
  return problems.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

function nameProblem(name: string): string | undefined {
  if (name.trim() === '' || name.length > 200) return 'must have 1 to 200 characters';
  return CONTROL_CHARACTERS.test(name) ? 'must not hold control characters' : undefined;
}
