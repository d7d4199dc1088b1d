import { Injectable } from '@nestjs/common';
import type { Principal } from '../../kernel/rights/principal.js';
import { AuditService } from '../audit/audit.service.js';
import { UserAccountLock } from '../sessions/user-account-lock.js';
import { assertMayBind } from '../places/place.rules.js';
import type { User } from '../rows/user.entity.js';
import { assertMayHandle, UserService } from './user.service.js';

/** Frees accounts that somebody's guesses have locked. */
@Injectable()
export class AccountRelease {
  constructor(
    private readonly users: UserService,
    private readonly lock: UserAccountLock,
    private readonly audit: AuditService,
  ) {}

  async unlock(id: string, by: Principal): Promise<User> {
    const user = await this.users.get(id);
    assertMayHandle(by, user.role);
    assertMayBind(by, user.role, user.locationIds);
    await this.lock.clear(user.email);
    await this.audit.record({ action: 'user.unlocked', entity: 'user', entityId: id });
    return user;
  }
}
