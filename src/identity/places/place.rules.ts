import { LocationForbiddenError, ValidationError } from '../../kernel/errors.js';
import type { Principal, UserRole } from '../../kernel/rights/principal.js';
import type { User } from '../rows/user.entity.js';

/** Owners answer for the whole company. Who is bound to places gives no more than these. */
export function assertMayBind(by: Principal, role: UserRole, locationIds: readonly string[]): void {
  if (role === 'owner' && locationIds.length > 0) {
    throw new ValidationError([{ path: 'locationIds', message: 'must be empty for an owner' }]);
  }
  if (!isAmongTheirs(by, locationIds)) throw new LocationForbiddenError('locationIds');
}

/** People who work elsewhere are the whole company's. */
export function assertMaySee(by: Principal, { id, locationIds }: Pick<User, 'id' | 'locationIds'>): void {
  if (id !== by.id && !isAmongTheirs(by, locationIds)) throw new LocationForbiddenError();
}

function isAmongTheirs(by: Principal, locationIds: readonly string[]): boolean {
  const own = by.locationIds ?? [];
  return own.length === 0 || (locationIds.length > 0 && locationIds.every((id) => own.includes(id)));
}
