import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import type { Accounts, FailedSignIn } from '../../http/sign-in/credential-check.js';
import { Session } from '../../http/sessions/session.entity.js';
import { User } from '../rows/user.entity.js';
import { UserAccountLock } from '../sessions/user-account-lock.js';
import { UserSecurityLog } from '../sessions/user-security-log.js';

/** The users of the current tenant, for sign-ins. */
@Injectable()
export class UserCredentials implements Accounts<User> {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(Session) private readonly sessions: Repository<Session>,
    readonly lock: UserAccountLock,
    private readonly log: UserSecurityLog,
  ) {}

  find(email: string): Promise<User | null> {
    return this.users.findOneBy({ email, active: true });
  }

  knows(subjectId: string, address: string): Promise<boolean> {
    return this.sessions.existsBy({ subjectId, address });
  }

  /** By the hash that was right: a password that was changed meanwhile stays. */
  async rehash({ id, passwordHash: before }: User, passwordHash: string): Promise<void> {
    await this.users.update({ id, passwordHash: before }, { passwordHash });
  }

  failed(failure: FailedSignIn): Promise<void> {
    return this.log.failed(failure);
  }
}
