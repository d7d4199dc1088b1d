/** What a person of a tenant may be. Operators have no role of this list: they live on another plane. */
export const USER_ROLES = [
  'owner',
  'admin',
  'manager',
  'sales',
  'accountant',
  'viewer',
  'hr',
  'warehouse',
  'practitioner',
  'reception',
  'employee',
] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who is signed in, as a handler sees it. */
export interface Principal {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole | 'operator';
  readonly kind: 'user' | 'operator';
  /** The places the user is bound to, without those below them; empty or absent: none in particular. */
  readonly locationIds?: readonly string[];
  /** The session that the token came from; absent where there is none (the command line). */
  readonly sessionId?: string;
}
