import { InjectTenantRepository, Tenancy } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UnauthenticatedError } from '../../errors.js';
import { WrongPasswordError } from '../../http/auth/auth.errors.js';
import { CredentialCheck, type Credentials } from '../../http/auth/credential-check.js';
import type { Principal } from '../../http/auth/principal.js';
import { User } from '../users/user.entity.js';
import { UserAccountLock } from './user-account-lock.js';

/** Whether somebody is who they say. */
@Injectable()
export class AuthService {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly lock: UserAccountLock,
    private readonly credentials: CredentialCheck,
    private readonly tenancy: Tenancy,
  ) {}

  /** The user whose password it is. `address`: where the caller is, for the lock-out. */
  prove(credentials: Credentials, address: string): Promise<User> {
    const find = (email: string) => this.users.findOneBy({ email, active: true });
    const source = { realm: this.tenancy.current().id, address };
    return this.credentials.check(credentials, { lock: this.lock, find }, source);
  }

  /** For somebody who has proved in another way who they are: failed sign-ins before don't count any more. */
  unlock({ email }: User): Promise<void> {
    return this.lock.clear(email);
  }

  /** Before a signed-in person changes the password. Wrong ones count as failed sign-ins. */
  async proveAgain({ email }: Principal, password: string, address: string): Promise<void> {
    try {
      await this.prove({ email, password }, address);
    } catch (error) {
      throw error instanceof UnauthenticatedError ? new WrongPasswordError() : error;
    }
  }
}
