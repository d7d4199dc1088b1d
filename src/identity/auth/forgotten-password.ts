import { setTimeout as pause } from 'node:timers/promises';
import { InjectTenantRepository, Tenancy } from '@app/tenancy';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { MoreThan, Repository } from 'typeorm';
import { Mailer } from '../../mail/mailer.js';
import { newLinkToken } from '../link-token.js';
import { TenantLinks } from '../tenant-links.js';
import { User } from '../users/user.entity.js';
import { PasswordReset } from './password-reset.entity.js';

const LINK_MINUTES = 60;
const LINKS_PER_HOUR = 5;
const ANSWER_AFTER_MS = 250;

/**
 * Mails a link that sets a new password. The answer comes after a fixed time, whether or not somebody has the
 * address and however long the mail server takes: its time tells nothing.
 */
@Injectable()
export class ForgottenPassword implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ForgottenPassword.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(PasswordReset) private readonly resets: Repository<PasswordReset>,
    private readonly mailer: Mailer,
    private readonly links: TenantLinks,
    private readonly tenancy: Tenancy,
  ) {}

  async request(email: string): Promise<void> {
    // A stay of its own in the tenant: it may outlive the request's.
    const work = this.tenancy
      .run(this.tenancy.current(), () => this.send(email))
      .catch((error: unknown) => this.logger.error({ err: error }, "A password link wasn't sent"));
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
    await pause(ANSWER_AFTER_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  private async send(email: string): Promise<void> {
    const user = await this.users.findOneBy({ email, active: true });
    if (!user || (await this.tooMany(user.id))) return;
    const { text, hash } = newLinkToken();
    const expiresAt = new Date(Date.now() + LINK_MINUTES * 60_000);
    const reset = { userId: user.id, tokenHash: hash, expiresAt, usedAt: null };
    await this.resets.insert(this.resets.create(reset));
    await this.mailer.send(this.mailTo(user, this.links.passwordReset(text)));
  }

  private async tooMany(userId: string): Promise<boolean> {
    const createdAt = MoreThan(new Date(Date.now() - 3_600_000));
    return (await this.resets.countBy({ userId, createdAt })) >= LINKS_PER_HOUR;
  }

  private mailTo({ email, name }: User, link: string) {
    const company = this.tenancy.current().name;
    return {
      to: email,
      fromName: company,
      subject: `Your password at ${company}`,
      text:
        `Hello ${name},\n\nset a new password here, within ${LINK_MINUTES} minutes:\n\n${link}\n\n` +
        "If you didn't ask for this, do nothing:\nyour password stays as it is.\n",
    };
  }
}
