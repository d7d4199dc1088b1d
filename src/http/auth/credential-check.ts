import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../errors.js';
import type { AccountLock } from './account-lock.js';
import { AddressLock, type SignInSource } from './address-lock.js';
import { PasswordHasher } from './password-hasher.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The accounts of one plane, as far as a sign-in needs them. */
export interface Accounts<T extends { passwordHash: string | null }> {
  readonly lock: AccountLock;
  /** The active account with this e-mail address. */
  find(email: string): Promise<T | null>;
}

/** Whether an e-mail address and a password belong together: same answer and same work when nobody has the address. */
@Injectable()
export class CredentialCheck {
  constructor(
    private readonly addresses: AddressLock,
    private readonly hasher: PasswordHasher,
  ) {}

  async check<T extends { passwordHash: string | null }>(
    { email, password }: Credentials,
    accounts: Accounts<T>,
    source: SignInSource,
  ): Promise<T> {
    this.addresses.assertOpen(source);
    await accounts.lock.assertOpen(email);
    const account = await accounts.find(email);
    const right = await this.hasher.matches(account?.passwordHash ?? null, password);
    // Asked again: a flood of guesses at once would otherwise all be judged by the count before the first.
    const failedBefore = await accounts.lock.assertOpen(email);
    if (right && account) {
      if (failedBefore) await accounts.lock.clear(email);
      return account;
    }
    this.addresses.fail(source);
    await accounts.lock.fail(email);
    throw new UnauthenticatedError('The e-mail address or the password is wrong.');
  }
}
