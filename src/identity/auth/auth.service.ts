import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { WrongPasswordError } from '../../http/auth/auth.errors.js';
import { CredentialCheck, type Credentials } from '../../http/sign-in/credential-check.js';
import type { Principal } from '../../kernel/rights/principal.js';
import type { User } from '../rows/user.entity.js';
import { UserCredentials } from './user-credentials.js';

/** Whether somebody is who they say. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UserCredentials,
    private readonly credentials: CredentialCheck,
    private readonly tenancy: Tenancy,
  ) {}

  /** The user whose password it is. `address`: where the caller is, for the lock-out; `way`: see SignInSource. */
  prove(credentials: Credentials, address: string, way = ''): Promise<User> {
    const source = { realm: this.tenancy.current().id, address, way };
    return this.credentials.check(credentials, this.users, source);
  }

  /** For somebody who has proved in another way who they are: failed sign-ins before don't count any more. */
  unlock({ email }: Pick<User, 'email'>): Promise<void> {
    return this.users.lock.clear(email);
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
