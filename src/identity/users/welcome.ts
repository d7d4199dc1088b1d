import { Injectable, Logger } from '@nestjs/common';
import { LimitedMailer } from '../../mail/limited.mailer.js';
import { PasswordLinks } from './password-links.js';
import type { User } from '../rows/user.entity.js';

/** Lets a user choose a password who was made without one. */
@Injectable()
export class Welcome {
  private readonly logger = new Logger(Welcome.name);

  constructor(
    private readonly links: PasswordLinks,
    private readonly mailer: LimitedMailer,
  ) {}

  /** The user stands without the mail: "forgot password" makes up for it. */
  async mail(user: User): Promise<void> {
    try {
      this.mailer.take(user.email);
      await this.links.mail(user, 'welcome');
    } catch (error) {
      this.logger.warn({ err: error, user: user.id }, "A welcome mail wasn't sent");
    }
  }
}
