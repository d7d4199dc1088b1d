import { Injectable } from '@nestjs/common';
import { DirectoryKeeper } from './directory-keeper.js';
import { SignedInUsers } from '../sessions/signed-in-users.js';
import type { User } from '../rows/user.entity.js';
import { Welcome } from './welcome.js';

/** Tells those who keep a copy of a user's state. Call it after the change was committed. */
@Injectable()
export class AccountFollowers {
  constructor(
    private readonly signedIn: SignedInUsers,
    private readonly directory: DirectoryKeeper,
    private readonly mail: Welcome,
  ) {}

  async changed(user: User): Promise<void> {
    await this.signedIn.changed();
    await this.directory.follow(user);
  }

  /** For a new user without a password. */
  welcome(user: User): Promise<void> {
    return this.mail.mail(user);
  }
}
