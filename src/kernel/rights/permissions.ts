import { USER_ROLES, type UserRole } from './principal.js';

/** `settle`: payments, credit notes, voiding and sending. `payOut`: money that leaves, or is given up. */
export type Access = 'read' | 'write' | 'settle' | 'payOut';

const LETTERS: Record<Access, string> = { read: 'r', write: 'w', settle: 's', payOut: 'p' };

type Right = 'r' | 'rw' | 'rws' | 'rsp' | 'rwsp';
type RightsByRole = Partial<Record<UserRole, Right>>;

/**
 * Who may do what, for the guards and for the API document; a role that isn't named is shut out. Everybody handles
 * what is their own (sign-in, password, an employee's profile and leave) without a right. What practitioners write
 * of patients is read by nobody else, owners included.
 */
export const PERMISSIONS = {
  users: { owner: 'rw', admin: 'rw' },
  audit: { owner: 'r', admin: 'r', accountant: 'r' },
  settings: {
    ...{ owner: 'rw', admin: 'rw', manager: 'r', sales: 'r', accountant: 'r', viewer: 'r' },
    ...{ hr: 'r', warehouse: 'r', practitioner: 'r', reception: 'r' },
  },
  locations: {
    ...{ owner: 'rw', admin: 'rw', manager: 'rw', sales: 'r', accountant: 'r', viewer: 'r' },
    ...{ hr: 'r', warehouse: 'r', practitioner: 'r', reception: 'r', employee: 'r' },
  },
  sales: {
    ...{ owner: 'rwsp', admin: 'rwsp', manager: 'rwsp', sales: 'rws', accountant: 'rsp', viewer: 'r' },
    ...{ warehouse: 'r', reception: 'rws' },
  },
  expenses: { owner: 'rw', admin: 'rw', manager: 'rw', accountant: 'rw', viewer: 'r' },
  ledger: { owner: 'rw', admin: 'rw', manager: 'r', accountant: 'rw', viewer: 'r' },
  taxRates: {
    ...{ owner: 'rw', admin: 'rw', manager: 'r', sales: 'r', accountant: 'rw', viewer: 'r' },
    ...{ warehouse: 'r', reception: 'r' },
  },
  stock: {
    ...{ owner: 'rw', admin: 'rw', manager: 'rw', sales: 'r', accountant: 'r', viewer: 'r' },
    ...{ warehouse: 'rw' },
  },
  purchases: {
    ...{ owner: 'rw', admin: 'rw', manager: 'rw', accountant: 'rw', viewer: 'r', warehouse: 'rw' },
  },
  staff: { owner: 'rw', admin: 'r', manager: 'r', hr: 'rw' },
  leave: { owner: 'rw', admin: 'r', manager: 'rw', hr: 'rw' },
  clinic: { owner: 'rw', admin: 'rw', manager: 'rw', practitioner: 'rw', reception: 'rw' },
  clinical: { practitioner: 'rw' },
  billing: { owner: 'rw', admin: 'rw', accountant: 'r' },
} as const satisfies Record<string, RightsByRole>;

export type Area = keyof typeof PERMISSIONS;

export const AREAS = Object.keys(PERMISSIONS) as Area[];

const rightOf = (area: Area, role: UserRole): Right | undefined => (PERMISSIONS[area] as RightsByRole)[role];

/** The roles that may do this. */
export const rolesFor = (area: Area, access: Access): UserRole[] =>
  USER_ROLES.filter((role) => rightOf(area, role)?.includes(LETTERS[access]));

/** The areas that a role has anything to do with, and whether it may change something there. */
export function rightsOf(role: UserRole, areas: readonly Area[] = AREAS): Record<string, 'read' | 'write'> {
  const seen = areas.filter((area) => rightOf(area, role));
  return Object.fromEntries(seen.map((area) => [area, rightOf(area, role) === 'r' ? 'read' : 'write']));
}

/** The table as Markdown. */
export function permissionTable(areas: readonly Area[] = AREAS): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = areas.map((area) => line([area, ...USER_ROLES.map((role) => rightOf(area, role) ?? '-')]));
  return [line(['', ...USER_ROLES]), line(['-', ...USER_ROLES.map(() => '-')]), ...rows].join('\n');
}
