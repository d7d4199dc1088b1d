import { LocationForbiddenError, ValidationError } from '../../errors.js';
import type { Principal, UserRole } from '../../http/auth/principal.js';

/** Owners answer for the whole company. Who is bound to places gives no more than these. */
export function assertMayBind(by: Principal, role: UserRole, locationIds: readonly string[]): void {
  if (role === 'owner' && locationIds.length > 0) {
    throw new ValidationError([{ path: 'locationIds', message: 'must be empty for an owner' }]);
  }
  const own = by.locationIds ?? [];
  if (own.length === 0) return;
  if (locationIds.length > 0 && locationIds.every((id) => own.includes(id))) return;
  throw new LocationForbiddenError('locationIds');
}
