import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { TakenError } from '../../kernel/errors.js';
import { AuditService } from '../audit/audit.service.js';
import { UserSessions } from '../sessions/user-sessions.js';
import { UserPlaces } from '../places/place-bindings.js';
import { User } from '../rows/user.entity.js';
import { UserLimits } from './user-limits.js';

export type NewUser = Pick<User, 'email' | 'name' | 'role' | 'passwordHash' | 'active'> &
  Partial<Pick<User, 'locationIds'>>;
type UserChange = Partial<Pick<User, 'name' | 'role' | 'active' | 'locationIds'>>;

const logged = ({ email, name, role, active, locationIds }: User) => ({
  email,
  name,
  role,
  active,
  locationIds,
});

/** How users come and change, whoever asks for it. All calls belong into a transaction that holds UserLimits.lock. */
@Injectable()
export class UserAccounts {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly limits: UserLimits,
    private readonly audit: AuditService,
    private readonly sessions: UserSessions,
    private readonly places: UserPlaces,
  ) {}

  /** Fills in the places that the users are bound to. */
  load(users: User[]): Promise<User[]> {
    return this.places.load(users);
  }

  exists(email: string): Promise<boolean> {
    return this.users.existsBy({ email });
  }

  async assertNew(email: string): Promise<void> {
    if (await this.exists(email)) {
      throw new TakenError('email', email);
    }
  }

  /** `joined`: nobody made this user, the person did it. */
  async insert({ locationIds = [], ...input }: NewUser, how: 'created' | 'joined'): Promise<User> {
    this.limits.assertGivable(input.role);
    if (input.active) await this.limits.assertRoomFor(input.role);
    const user = this.users.create({ ...input, tokenVersion: 0 });
    await this.users.insert(user);
    user.locationIds = locationIds;
    await this.places.replace(user.id, locationIds);
    const { id, email } = user;
    const self = { kind: 'user', id, email } as const;
    await this.audit.record({
      action: `user.${how}`,
      entity: 'user',
      entityId: id,
      after: logged(user),
      ...(how === 'joined' ? { actor: self } : {}),
    });
    return user;
  }

  /** Somebody who isn't active any more is signed out everywhere. */
  async update(user: User, change: UserChange): Promise<User> {
    await this.load([user]);
    const before = logged(user);
    const leaves = user.active && change.active === false;
    Object.assign(user, change, leaves ? { tokenVersion: user.tokenVersion + 1 } : {});
    const saved = await this.users.save(user);
    if (change.locationIds) await this.places.replace(user.id, change.locationIds);
    if (leaves) await this.sessions.revokeAllOf(user.id);
    const action = leaves ? 'user.deactivated' : 'user.updated';
    await this.audit.record({ action, entity: 'user', entityId: user.id, before, after: logged(saved) });
    return saved;
  }
}
