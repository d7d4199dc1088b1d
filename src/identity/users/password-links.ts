import { InjectTenantRepository, Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { MoreThan, Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { MailOutbox } from '../../mail/mail.outbox.js';
import { plainName } from '../../mail/plain-name.js';
import { newLinkToken } from '../rows/link-token.js';
import { TenantLinks } from '../rows/tenant-links.js';
import type { User } from '../rows/user.entity.js';
import { PasswordReset } from '../rows/password-reset.entity.js';

const HOUR_MS = 3_600_000;
const LINKS_PER_HOUR = 5;

/** Why somebody gets a link, and for how long it is good. */
const REASONS = {
  forgotten: {
    subject: 'Your password at',
    text: 'set a new password here, within an hour:',
    ms: HOUR_MS,
  },
  welcome: {
    subject: 'Your account at',
    text: 'you have an account now. Choose your password here, within 7 days:',
    ms: 7 * 24 * HOUR_MS,
  },
} as const;

/** Mails links that set a password. */
@Injectable()
export class PasswordLinks {
  constructor(
    @InjectTenantRepository(PasswordReset) private readonly resets: Repository<PasswordReset>,
    private readonly mails: MailOutbox,
    private readonly links: TenantLinks,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Does nothing when the user has got too many within the hour. */
  @Transactional()
  async mail(user: User, why: keyof typeof REASONS): Promise<void> {
    if (await this.tooMany(user.id)) return;
    const { subject, text, ms } = REASONS[why];
    const { text: token, hash } = newLinkToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + ms);
    const reset = this.resets.create({
      userId: user.id,
      tokenHash: hash,
      createdAt,
      expiresAt,
      usedAt: null,
    });
    await this.resets.insert(reset);
    const link = await this.links.passwordReset(token);
    const company = plainName(this.tenancy.current().name);
    await this.mails.add({
      to: user.email,
      fromName: company,
      subject: `${subject} ${company}`,
      text: `Hello ${plainName(user.name)},\n\n${text}\n\n${link}\n\nIf you don't know why you got this, do nothing.\n`,
    });
  }

  private async tooMany(userId: string): Promise<boolean> {
    const createdAt = MoreThan(new Date(this.clock.now().getTime() - HOUR_MS));
    return (await this.resets.countBy({ userId, createdAt })) >= LINKS_PER_HOUR;
  }
}
