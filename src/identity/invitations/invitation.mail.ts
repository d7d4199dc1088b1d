import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Outbox } from '@tenantry/nest/operator';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { type Mail, Mailer } from '../../mail/mailer.js';
import { plainName } from '../../mail/plain-name.js';
import { Invitation } from '../rows/invitation.entity.js';
import { TenantLinks } from '../rows/tenant-links.js';

export const INVITATION_DAYS = 7;

const KIND = 'invitation';
/** How long an answer waits for its mail to leave. */
const PATIENCE_MS = 1_000;

interface Delivery {
  readonly invitation: string;
  /** Which of its links the mail is about: after a newer one it is of no use. */
  readonly tokenHash: string;
  readonly mail: Mail;
}

@Injectable()
export class InvitationMail implements OnModuleInit {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(Invitation) private readonly invitations: Repository<Invitation>,
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly links: TenantLinks,
    private readonly tenancy: Tenancy,
  ) {}

  onModuleInit(): void {
    this.outbox.register(KIND, ({ id, payload }) => this.deliver(id, payload as Delivery));
  }

  /** In the transaction that writes the invitation. Returns the mail's id. */
  async add({ id, tokenHash, email, name }: Invitation, token: string): Promise<string> {
    const mail = this.mailTo({ email, name }, await this.links.invitation(token));
    const delivery: Delivery = { invitation: id, tokenHash, mail };
    return this.outbox.add(KIND, delivery);
  }

  /** Resolves when the mail has left or couldn't, and soon in any case: it is tried again. */
  left(id: string): Promise<void> {
    return this.outbox.delivered(id, PATIENCE_MS);
  }

  private async deliver(id: string, { invitation, tokenHash, mail }: Delivery): Promise<void> {
    const row = await this.invitations.findOneBy({ id: invitation, tokenHash });
    if (row?.statusAt(this.clock.now()) !== 'pending') return;
    await this.mailer.send({ ...mail, id });
    await this.invitations.update({ id: invitation }, { sentAt: this.clock.now() });
  }

  private mailTo({ email, name }: Pick<Invitation, 'email' | 'name'>, link: string): Mail {
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
