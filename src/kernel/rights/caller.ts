import { findRequest } from '../request/request-scope.js';
import { type Access, type Area, rolesFor } from './permissions.js';
import type { Principal } from './principal.js';

/** What a person may do by their role. */
export type RightTo = readonly [Area, Access];

/** Whether whom the running request belongs to may do this. Jobs and commands, which nobody signed in for, may. */
export function callerMay([area, access]: RightTo): boolean {
  const request: { id: string; user?: Principal } | undefined = findRequest();
  const role = request?.user?.role;
  return role === undefined || (role !== 'operator' && rolesFor(area, access).includes(role));
}
