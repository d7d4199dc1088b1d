import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Not, Repository } from 'typeorm';
import { Entitlements } from '../../kernel/entitlements/entitlements.js';
import { ROLE_FEATURES } from '../../kernel/rights/role-features.js';
import type { UserRole } from '../../kernel/rights/principal.js';
import { IdentityLock } from '../rows/identity-lock.entity.js';
import { User } from '../rows/user.entity.js';
import { LastOwnerError } from '../rows/user.errors.js';

const LOCK = 'users';
/** Looks after what is their own, and takes no seat of the plan. */
export const SEATLESS: UserRole = 'employee';

/** The rules that count users. Call `lock` first in the transaction that changes them: it makes such transactions wait for each other. */
@Injectable()
export class UserLimits {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(IdentityLock) private readonly locks: Repository<IdentityLock>,
    private readonly entitlements: Entitlements,
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

  /** Whether one more with this role may be active. Throws PlanLimitReachedError. */
  async assertRoomFor(role: UserRole): Promise<void> {
    if (role !== SEATLESS) await this.assertRoomForOne();
  }

  /** Roles of a module that the company doesn't have can't be given. Throws FeatureNotEnabledError. */
  assertGivable(role: UserRole): void {
    const feature = ROLE_FEATURES[role];
    if (feature) this.entitlements.assertHas(feature);
  }

  private async assertRoomForOne(): Promise<void> {
    this.entitlements.assertRoom('users', await this.users.countBy({ active: true, role: Not(SEATLESS) }));
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
