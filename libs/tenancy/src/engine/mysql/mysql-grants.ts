import type { Fault } from '../engine-checks.js';
import { kindOf } from './mysql-kinds.js';

/** Row by row: nothing that changes a table, and nothing outside its own database. */
const ROWS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);

interface Grant {
  readonly rights: readonly string[];
  /** Empty for a role that was given. */
  readonly on: string;
}

/** Answers one row with the value ON where MySQL takes names in grants as they are; MariaDB has no such setting. */
export const NAMES_IN_GRANTS = "SHOW VARIABLES LIKE 'partial_revokes'";

/**
 * The name of a database in a grant. Unless names are `literal`, _ stands for any character there: unescaped, it
 * would open databases of similar names.
 */
export const nameInGrant = (store: string, literal: boolean): string =>
  `\`${literal ? store : store.replaceAll('_', String.raw`\_`)}\``;

/** Faults in what `SHOW GRANTS` says of a tenant's user: anything but rows of its own database, or less. */
export function grantFaults(
  grants: readonly string[],
  { role, store, literal }: { role: string; store: string; literal: boolean },
): Fault[] {
  const own = `${nameInGrant(store, literal)}.*`;
  const user = `'${role}'@'%'`;
  const found = grantsOf(grants);
  const rights = new Set(found.filter(({ on }) => on === own).flatMap((grant) => grant.rights));
  const tooLittle = [...ROWS].filter((right) => !rights.has(right));
  return [
    ...found.flatMap(({ rights, on }) => {
      const surplus = on === own ? rights.filter((right) => !ROWS.has(right)) : rights;
      if (surplus.length === 0 || surplus[0] === 'USAGE') return [];
      const what = surplus.join(', ') + (on && ` ON ${on}`);
      return [
        {
          message: `The user "${role}" may do more than read and write rows of "${store}": ${what}.`,
          remedy: `REVOKE ${what} FROM ${user};`,
        },
      ];
    }),
    ...(tooLittle.length === 0
      ? []
      : [
          {
            message: `The user "${role}" may not ${tooLittle.join(', ')} in its own database "${store}".`,
            remedy: `GRANT ${[...ROWS].join(', ')} ON ${own} TO ${user};`,
          },
        ]),
  ];
}

/** MySQL shows what was revoked in part as well, which takes and gives nothing. */
function grantsOf(lines: readonly string[]): Grant[] {
  return lines.flatMap((line) => {
    const [isGrant, rights = '', on = ''] = /^GRANT (.+?)(?: ON (\S+))? TO /.exec(line) ?? [];
    if (!isGrant) return [];
    const mayGive = line.endsWith('WITH GRANT OPTION') && on !== '';
    return [{ rights: [...rights.split(/, ?/), ...(mayGive ? ['GRANT OPTION'] : [])], on }];
  });
}

/** What leads out of a database, where it is given for the whole server. */
const POWERS = new Set(['ALL PRIVILEGES', 'SUPER', 'CREATE USER', 'FILE', 'GRANT OPTION', ...ROWS]);

/** Those in what `SHOW GRANTS` says of a user that a tenant brought along. */
export const powersIn = (lines: readonly string[]): string[] =>
  grantsOf(lines)
    .filter(({ on }) => on === '*.*')
    .flatMap(({ rights }) => rights.filter((right) => POWERS.has(right)));

/** Rights on the whole server. MariaDB sums all of them up; MySQL 8 lists them, on two lines. */
function hasRight(lines: readonly string[], right: string): boolean {
  const everywhere = grantsOf(lines).filter(({ on }) => on === '*.*');
  return everywhere.some(({ rights }) => rights.includes('ALL PRIVILEGES') || rights.includes(right));
}

/** What the user that provisions lacks, by its `SHOW GRANTS`. GRANT OPTION may be of some databases alone. */
export function missingRights(lines: readonly string[]): string[] {
  const mayGive = grantsOf(lines).some(({ rights }) => rights.includes('GRANT OPTION'));
  return [...(hasRight(lines, 'CREATE USER') ? [] : ['CREATE USER']), ...(mayGive ? [] : ['GRANT OPTION'])];
}

/** What `SELECT VERSION(), @@log_bin, @@log_bin_trust_function_creators` says. */
export interface LogFacts {
  readonly version: string;
  readonly logs: boolean;
  readonly trusts: boolean;
}

/** Whether the user may make triggers, which guard the books. */
export const mayMakeTriggers = (lines: readonly string[], { version, logs, trusts }: LogFacts): boolean =>
  !logs || trusts || kindOf(version).triggerRights.some((right) => hasRight(lines, right));
