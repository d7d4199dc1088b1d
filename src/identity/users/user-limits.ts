import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Not, Repository } from 'typeorm';
import { IdentityLock } from '../rows/identity-lock.entity.js';
import { User } from '../rows/user.entity.js';
import { LastOwnerError, UserLimitReachedError } from '../rows/user.errors.js';

const LOCK = 'users';

/** The rules that count users. Call `lock` first in the transaction that changes them: it makes such transactions wait for each other. */
@Injectable()
export class UserLimits {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(IdentityLock) private readonly locks: Repository<IdentityLock>,
    private readonly tenancy: Tenancy,
  ) {}

  async lock(): Promise<void> {
    if (await this.lockRow()) return;
    await this.locks
      .createQueryBuilder()
      .insert()
      .values(this.locks.create({ name: LOCK }))
      .orIgnore()
      .execute();
    await this.lockRow();
  }

  async assertRoomForOne(): Promise<void> {
    const { maxUsers } = this.tenancy.current();
    if ((await this.users.countBy({ active: true })) >= maxUsers) throw new UserLimitReachedError(maxUsers);
  }

  /** Throws when nobody but this user is an active owner. */
  async assertOtherOwner(userId: string): Promise<void> {
    const others = await this.users.countBy({ active: true, role: 'owner', id: Not(userId) });
    if (others === 0) throw new LastOwnerError();
  }

  private lockRow(): Promise<IdentityLock | null> {
    return this.locks.findOne({ where: { name: LOCK }, lock: { mode: 'pessimistic_write' } });
  }
}
