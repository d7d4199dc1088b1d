import type { TenantData } from '../../tenant-data.js';
import { type EngineName, ISOLATIONS, type IsolationName } from '../../tenant.js';
import { slugProblem, storeProblem } from '../../slug.js';

/** What is asked for when a tenant is created. */
export interface NewTenant {
  slug: string;
  name: string;
  /** The program's own: what `Tenant.data` is from the first step on. */
  data?: TenantData;
  /** What it is found by beside slug and name. */
  keywords?: string;
  /** What the program's steps need and nobody may read later; sealed until the tenant is made, then gone. */
  secrets?: Readonly<Record<string, string>>;
  isolation?: IsolationName;
  /** Default: the engine of the settings, or of the server that is named. */
  engine?: EngineName;
  /** Name of a server; default: the one with room that holds the fewest tenants for its weight. */
  server?: string;
  /** Data residency: only a server of this region will do. */
  region?: string;
  /** Name of the store. Default: the prefix of the settings and the slug. */
  store?: string;
  /** The tenant's own database, which has to be empty. */
  databaseUrl?: string;
}

export interface InputProblem {
  path: string;
  message: string;
}

const CONTROL_CHARACTERS = /\p{Cc}/u;

/** What is wrong with the input by itself; where it is to be placed is looked at afterwards. */
export function inputProblems(input: NewTenant, prefix: string): InputProblem[] {
  const { slug, name, isolation = 'database' } = input;
  const problems: [string, string | false | undefined][] = [
    ['slug', slugProblem(slug, prefix)],
    ['name', nameProblem(name)],
    ['isolation', !ISOLATIONS.includes(isolation) && `must be one of ${ISOLATIONS.join(', ')}`],
    ['store', input.store !== undefined && storeProblem(input.store, prefix)],
    ['store', !!input.store && !!input.databaseUrl && 'is named by the database URL'],
    ['databaseUrl', !!input.databaseUrl && !!input.server && 'names a database, so no server can be chosen'],
  ];
  return problems.flatMap(([path, message]) => (message ? [{ path, message }] : []));
}

function nameProblem(name: string): string | undefined {
  if (name.trim() === '' || name.length > 200) return 'must have 1 to 200 characters';
  return CONTROL_CHARACTERS.test(name) ? 'must not hold control characters' : undefined;
}
