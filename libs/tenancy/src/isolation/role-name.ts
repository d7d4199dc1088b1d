import { randomBytes } from 'node:crypto';

/**
 * The role of a tenant, from its id: a slug can be given away again, an id can't. 27 characters, because MySQL
 * takes 32 at most.
 */
export const roleName = (tenantId: string): string =>
  `t_${BigInt(`0x${tenantId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0')}`;

/**
 * Letters, digits, - and _: the same in a URL, a literal and a shell. Each kind is in it, for servers that ask for
 * that: MySQL's validate_password.
 */
export const newPassword = (): string => `Aa1-${randomBytes(24).toString('base64url')}`;
