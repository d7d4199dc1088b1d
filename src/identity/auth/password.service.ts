import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { hashOf } from '../../http/sessions/refresh-token.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import { AuditService } from '../audit/audit.service.js';
import { User } from '../rows/user.entity.js';
import { PasswordReset } from '../rows/password-reset.entity.js';
import { ResetTokenInvalidError } from './password.errors.js';
import { UserSessions } from '../sessions/user-sessions.js';

/** Sets passwords. Every session ends, also the one that changed its own. */
@Injectable()
export class PasswordService {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(PasswordReset) private readonly resets: Repository<PasswordReset>,
    private readonly sessions: UserSessions,
    private readonly hasher: PasswordHasher,
    private readonly audit: AuditService,
  ) {}

  async change(userId: string, password: string): Promise<User> {
    return this.store(userId, await this.hasher.hash(password));
  }

  async reset(token: string, password: string): Promise<User> {
    const open = await this.openReset(token);
    return this.useReset(open, await this.hasher.hash(password));
  }

  private async openReset(token: string): Promise<PasswordReset> {
    const reset = await this.resets.findOneBy({ tokenHash: hashOf(token), usedAt: IsNull() });
    if (!reset || reset.expiresAt <= this.clock.now()) throw new ResetTokenInvalidError();
    return reset;
  }

  @Transactional()
  private async useReset({ id, userId }: PasswordReset, passwordHash: string): Promise<User> {
    const used = await this.resets.update({ id, usedAt: IsNull() }, { usedAt: this.clock.now() });
    if (used.affected !== 1) throw new ResetTokenInvalidError();
    // Other links of the same person were asked for by who knows whom.
    await this.resets.update({ userId, usedAt: IsNull() }, { usedAt: this.clock.now() });
    return this.store(userId, passwordHash);
  }

  @Transactional()
  private async store(userId: string, passwordHash: string): Promise<User> {
    const where = { id: userId, active: true };
    const user = await this.users.findOne({ where, lock: { mode: 'pessimistic_write' } });
    if (!user) throw new UnauthenticatedError();
    const saved = await this.users.save(
      Object.assign(user, { passwordHash, tokenVersion: user.tokenVersion + 1 }),
    );
    await this.sessions.revokeAllOf(userId);
    const actor = { kind: 'user', id: user.id, email: user.email } as const;
    await this.audit.record({ action: 'user.password_changed', entity: 'user', entityId: userId, actor });
    return saved;
  }
}
