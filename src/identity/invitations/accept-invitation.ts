import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { ValidationError } from '../../kernel/errors.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import { hashOf } from '../../http/sessions/refresh-token.js';
import { InvitationPlaces } from '../places/place-bindings.js';
import type { User } from '../rows/user.entity.js';
import { UserAccounts } from '../users/user-accounts.js';
import { UserLimits } from '../users/user-limits.js';
import type { AcceptInvitationInput } from './invitation.dto.js';
import { Invitation } from '../rows/invitation.entity.js';
import { InvitationInvalidError } from './invitation.errors.js';

/** Makes a user of somebody who has an invitation's link. */
@Injectable()
export class AcceptInvitation {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(Invitation) private readonly invitations: Repository<Invitation>,
    private readonly accounts: UserAccounts,
    private readonly limits: UserLimits,
    private readonly hasher: PasswordHasher,
    private readonly places: InvitationPlaces,
  ) {}

  /** Who calls this tells `AccountFollowers` afterwards. */
  async accept({ token, name, password }: AcceptInvitationInput): Promise<User> {
    const tokenHash = hashOf(token);
    const invitation = await this.invitations.findOneBy({ tokenHash });
    // Looked at before the password is hashed: a guess must not cost that much.
    if (invitation?.statusAt(this.clock.now()) !== 'pending') throw new InvitationInvalidError();
    const called = name ?? invitation.name;
    if (!called) throw new ValidationError([{ path: 'name', message: 'name should not be empty' }]);
    return this.join(tokenHash, { name: called, passwordHash: await this.hasher.hash(password) });
  }

  @Transactional()
  private async join(tokenHash: string, who: Pick<User, 'name' | 'passwordHash'>): Promise<User> {
    await this.limits.lock();
    const invitation = await this.invitations.findOne({
      where: { tokenHash },
      lock: { mode: 'pessimistic_write' },
    });
    if (invitation?.statusAt(this.clock.now()) !== 'pending') throw new InvitationInvalidError();
    const { email, role } = invitation;
    await this.accounts.assertNew(email);
    const locationIds = await this.places.of(invitation.id);
    const user = await this.accounts.insert({ ...who, email, role, locationIds, active: true }, 'joined');
    await this.invitations.save(Object.assign(invitation, { acceptedAt: this.clock.now() }));
    return user;
  }
}
