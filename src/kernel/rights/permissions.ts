import { USER_ROLES, type UserRole } from './principal.js';

/** `settle`: payments, credit notes, voiding and sending. `payOut`: money that leaves, or is given up. */
export type Access = 'read' | 'write' | 'settle' | 'payOut';

const LETTERS: Record<Access, string> = { read: 'r', write: 'w', settle: 's', payOut: 'p' };

type Right = '-' | 'r' | 'rw' | 'rws' | 'rsp' | 'rwsp';
type Row = Record<UserRole, Right>;

/** Who may do what, for the guards and for the API document. Everybody handles their own sign-in and password. */
export const PERMISSIONS = {
  users: { owner: 'rw', admin: 'rw', manager: '-', sales: '-', accountant: '-', viewer: '-' },
  audit: { owner: 'r', admin: 'r', manager: '-', sales: '-', accountant: 'r', viewer: '-' },
  settings: { owner: 'rw', admin: 'rw', manager: 'r', sales: 'r', accountant: 'r', viewer: 'r' },
  locations: { owner: 'rw', admin: 'rw', manager: 'rw', sales: 'r', accountant: 'r', viewer: 'r' },
  sales: { owner: 'rwsp', admin: 'rwsp', manager: 'rwsp', sales: 'rws', accountant: 'rsp', viewer: 'r' },
  expenses: { owner: 'rw', admin: 'rw', manager: 'rw', sales: '-', accountant: 'rw', viewer: 'r' },
  ledger: { owner: 'rw', admin: 'rw', manager: 'r', sales: '-', accountant: 'rw', viewer: 'r' },
  taxRates: { owner: 'rw', admin: 'rw', manager: 'r', sales: 'r', accountant: 'rw', viewer: 'r' },
} as const satisfies Record<string, Row>;

export type Area = keyof typeof PERMISSIONS;

const AREAS = Object.keys(PERMISSIONS) as Area[];

/** The roles that may do this. */
export function rolesFor(area: Area, access: Access): UserRole[] {
  return USER_ROLES.filter((role) => PERMISSIONS[area][role].includes(LETTERS[access]));
}

/** The areas that a role has anything to do with, and whether it may change something there. */
export function rightsOf(role: UserRole): Record<string, 'read' | 'write'> {
  const seen = AREAS.filter((area) => PERMISSIONS[area][role] !== '-');
  return Object.fromEntries(seen.map((area) => [area, PERMISSIONS[area][role] === 'r' ? 'read' : 'write']));
}

/** The table as Markdown. */
export function permissionTable(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const areas = AREAS.map((area) => line([area, ...USER_ROLES.map((role) => PERMISSIONS[area][role])]));
  return [line(['', ...USER_ROLES]), line(['-', ...USER_ROLES.map(() => '-')]), ...areas].join('\n');
}
