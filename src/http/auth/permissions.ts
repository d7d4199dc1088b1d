import { USER_ROLES, type UserRole } from './principal.js';

export type Access = 'read' | 'write';

/** What a role may do in an area: nothing, read, read and write. */
type Right = '-' | 'r' | 'rw';

const row = (...rights: [Right, Right, Right, Right, Right, Right]): Record<UserRole, Right> => {
  const [owner, admin, manager, sales, accountant, viewer] = rights;
  return { owner, admin, manager, sales, accountant, viewer };
};

/** Who may do what, for the guards and for the API document. Everybody handles their own sign-in and password. */
export const PERMISSIONS = {
  //            owner  admin  manager sales accountant viewer
  people: row('rw', 'rw', '-', '-', '-', '-'),
  audit: row('r', 'r', '-', '-', '-', '-'),
  settings: row('rw', 'rw', 'r', 'r', 'r', 'r'),
  locations: row('rw', 'rw', 'rw', 'r', 'r', 'r'),
  sales: row('rw', 'rw', 'rw', 'rw', 'r', 'r'),
  expenses: row('rw', 'rw', 'rw', '-', 'rw', 'r'),
  ledger: row('rw', 'rw', 'r', '-', 'rw', 'r'),
  taxRates: row('rw', 'rw', 'r', 'r', 'rw', 'r'),
} as const satisfies Record<string, Record<UserRole, Right>>;

export type Area = keyof typeof PERMISSIONS;

/** The roles that may do this. */
export function rolesFor(area: Area, access: Access): UserRole[] {
  const letter = access === 'read' ? 'r' : 'w';
  return USER_ROLES.filter((role) => PERMISSIONS[area][role].includes(letter));
}

/** The table as Markdown. */
export function permissionTable(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const areas = Object.entries(PERMISSIONS).map(([area, rights]) =>
    line([area, ...USER_ROLES.map((role) => rights[role])]),
  );
  return [line(['', ...USER_ROLES]), line(['-', ...USER_ROLES.map(() => '-')]), ...areas].join('\n');
}
