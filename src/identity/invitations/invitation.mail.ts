import { Tenancy } from '@tenantry/nest';
import { Injectable, Logger } from '@nestjs/common';
import { Mailer } from '../../mail/mailer.js';
import { plainName } from '../../mail/plain-name.js';
import { TenantLinks } from '../rows/tenant-links.js';
import type { Invitation } from '../rows/invitation.entity.js';

export const INVITATION_DAYS = 7;

@Injectable()
export class InvitationMail {
  private readonly logger = new Logger(InvitationMail.name);

  constructor(
    private readonly mailer: Mailer,
    private readonly links: TenantLinks,
    private readonly tenancy: Tenancy,
  ) {}

  /** Whether it was sent. The invitation stands without: it can be sent again. */
  async send(invitation: Pick<Invitation, 'id' | 'email' | 'name'>, token: string): Promise<boolean> {
    try {
      await this.mailer.send(this.mailTo(invitation, await this.links.invitation(token)));
      return true;
    } catch (error) {
      this.logger.warn({ err: error, invitation: invitation.id }, "An invitation wasn't sent");
      return false;
    }
  }

  private mailTo({ email, name }: Pick<Invitation, 'email' | 'name'>, link: string) {
    const company = plainName(this.tenancy.current().name);
    return {
      to: email,
      fromName: company,
      subject: `Your invitation to ${company}`,
      text:
        `Hello${name ? ` ${plainName(name)}` : ''},\n\n${company} has invited you.\n` +
        `Choose your password here, within ${INVITATION_DAYS} days:\n\n${link}\n\n` +
        "If you don't know why you got this, do nothing.\n",
    };
  }
}
