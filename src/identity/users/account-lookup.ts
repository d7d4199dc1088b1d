import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UserAccountLock } from '../sessions/user-account-lock.js';
import { User } from '../rows/user.entity.js';

/** How somebody stands in the company at hand. */
export interface Account extends Pick<User, 'role' | 'active'> {
  /** By failed sign-ins, for a while. */
  readonly locked: boolean;
}

/** One person of the company, for those who help them to sign in. */
@Injectable()
export class AccountLookup {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly lock: UserAccountLock,
  ) {}

  async find(email: string): Promise<Account | undefined> {
    const user = await this.users.findOneBy({ email });
    return user
      ? { role: user.role, active: user.active, locked: await this.lock.isLocked(email) }
      : undefined;
  }
}
