import { randomBytes } from 'node:crypto';
import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { ForbiddenError, NotFoundError } from '../../kernel/errors.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import type { Principal } from '../../kernel/rights/principal.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage, searchText } from '../../kernel/lists/keyset.js';
import { assertVersion } from '../../kernel/input/version.js';
import { AccountFollowers } from './account-followers.js';
import { type NewUser, UserAccounts } from './user-accounts.js';
import { assertMayBind, assertMaySee } from '../places/place.rules.js';
import { type UserChangeInput, type NewUserInput, type UserQuery } from './user.dto.js';
import { User } from '../rows/user.entity.js';
import { SEATLESS, UserLimits } from './user-limits.js';

/** The tenant's people, as owners and admins see them. */
@Injectable()
export class UserService {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly limits: UserLimits,
    private readonly accounts: UserAccounts,
    private readonly hasher: PasswordHasher,
    private readonly followers: AccountFollowers,
  ) {}

  async list({ role, active, q, ...query }: UserQuery): Promise<Page<User>> {
    const builder = this.users.createQueryBuilder('user');
    if (role !== undefined) builder.andWhere('user.role = :role', { role });
    if (active !== undefined) builder.andWhere('user.active = :active', { active });
    searchText(builder, q);
    const page = await keysetPage(builder, { query, sort: [{ column: 'email', direction: 'ASC' }] });
    return { ...page, items: await this.accounts.load(page.items) };
  }

  async get(id: string): Promise<User> {
    const user = await this.users.findOneBy({ id });
    if (!user) throw new NotFoundError('user', id);
    await this.accounts.load([user]);
    return user;
  }

  /** Whoever is bound to places sees who works there, and themselves. */
  async show(id: string, by: Principal): Promise<User> {
    const user = await this.get(id);
    assertMaySee(by, user);
    return user;
  }

  async create({ password, active, ...input }: NewUserInput, by: Principal): Promise<User> {
    assertMayHandle(by, input.role);
    assertMayBind(by, input.role, input.locationIds ?? []);
    const passwordHash = await this.hasher.hash(password ?? randomBytes(24).toString('base64url'));
    const user = await this.insert({ ...input, active: active ?? true, passwordHash });
    await this.followers.changed(user);
    if (!password && user.active) await this.followers.welcome(user);
    return user;
  }

  async update(id: string, input: UserChangeInput, by: Principal): Promise<User> {
    const user = await this.change(id, input, by);
    await this.followers.changed(user);
    return user;
  }

  @Transactional()
  private async insert(input: NewUser): Promise<User> {
    await this.limits.lock();
    await this.accounts.assertNew(input.email);
    return this.accounts.insert(input, 'created');
  }

  @Transactional()
  private async change(id: string, { version, ...input }: UserChangeInput, by: Principal): Promise<User> {
    await this.limits.lock();
    const user = await this.get(id);
    assertVersion('user', user, version);
    assertMayHandle(by, user.role);
    assertMayBind(by, user.role, user.locationIds);
    // null means "not said", like undefined.
    const role = input.role ?? user.role;
    const active = input.active ?? user.active;
    const locationIds = input.locationIds ?? user.locationIds;
    assertMayHandle(by, role);
    if (input.role || input.locationIds) assertMayBind(by, role, locationIds);
    await this.assertAllowed(user, { role, active });
    return this.accounts.update(user, { role, active, locationIds, name: input.name ?? user.name });
  }

  private async assertAllowed(user: User, { role, active }: Pick<User, 'role' | 'active'>): Promise<void> {
    if (role !== user.role) this.limits.assertGivable(role);
    const takesSeat = active && role !== SEATLESS;
    if (takesSeat && !(user.active && user.role !== SEATLESS)) await this.limits.assertRoomFor(role);
    const owned = user.active && user.role === 'owner';
    if (owned && !(active && role === 'owner')) await this.limits.assertOtherOwner(user.id);
  }
}

/** Owners are made and changed by owners alone: an admin could otherwise make himself one. */
export function assertMayHandle(by: Principal, role: User['role']): void {
  if (role === 'owner' && by.role !== 'owner') throw new ForbiddenError('Only an owner may handle owners.');
}
