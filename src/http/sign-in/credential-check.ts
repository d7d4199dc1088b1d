import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../kernel/errors.js';
import type { AccountLock, LockedWay } from './account-lock.js';
import { AddressLock, type SignInSource } from './address-lock.js';
import { PasswordHasher } from './password-hasher.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface Account {
  readonly id: string;
  readonly passwordHash: string | null;
}

/** What a failed sign-in is written down with. */
export interface FailedSignIn {
  readonly email: string;
  /** Undefined: nobody has this e-mail address. */
  readonly accountId: string | undefined;
  readonly address: string;
  /** For how long the account is locked now; 0: not at all. */
  readonly lockedSeconds: number;
}

/** The accounts of one plane, as far as a sign-in needs them. */
export interface Accounts<T extends Account> {
  readonly lock: AccountLock;
  /** The active account with this e-mail address. */
  find(email: string): Promise<T | null>;
  /** Whether somebody has signed in to the account from there lately. Asked for unknown accounts too. */
  knows(accountId: string, address: string): Promise<boolean>;
  /** Stores the same password in the form that is stored today. */
  rehash(account: T, passwordHash: string): Promise<void>;
  failed(failure: FailedSignIn): Promise<void>;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether an e-mail address and a password belong together: same answer and same work when nobody has the address. */
@Injectable()
export class CredentialCheck {
  constructor(
    private readonly addresses: AddressLock,
    private readonly hasher: PasswordHasher,
  ) {}

  async check<T extends Account>(
    { email, password }: Credentials,
    accounts: Accounts<T>,
    source: SignInSource,
  ): Promise<T> {
    this.addresses.assertOpen(source);
    const account = await accounts.find(email);
    const to = await this.wayTo(email, account?.id, accounts, source);
    await accounts.lock.assertOpen(to);
    const match = await this.hasher.matches(account?.passwordHash ?? null, password);
    // Asked again: a flood of guesses at once would otherwise all be judged by the count before the first.
    const failedBefore = await accounts.lock.assertOpen(to);
    if (match !== 'wrong' && account) {
      if (failedBefore) await accounts.lock.forgive(to);
      if (match === 'as_sent') await accounts.rehash(account, await this.hasher.hash(password));
      return account;
    }
    this.addresses.fail(source);
    const lockedSeconds = await accounts.lock.fail(to);
    const { address } = source;
    await accounts.failed({ email, accountId: account?.id, address, lockedSeconds });
    throw new UnauthenticatedError('The e-mail address or the password is wrong.');
  }

  /**
   * Strangers who guess lock out strangers: not those who sign in from where they did before, and at the app host
   * not those who come to their company.
   */
  private async wayTo<T extends Account>(
    email: string,
    accountId: string | undefined,
    accounts: Accounts<T>,
    { address, way = '' }: SignInSource,
  ): Promise<LockedWay> {
    const isKnown = await accounts.knows(accountId ?? NOBODY, address);
    return { email, way: isKnown ? `${way} ${address}` : way };
  }
}
