import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { IsNull, Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { LimitedMailer } from '../../mail/limited.mailer.js';
import { newLinkToken } from '../rows/link-token.js';
import { InvitationPlaces } from '../places/place-bindings.js';
import { Invitation } from '../rows/invitation.entity.js';
import { INVITATION_DAYS, InvitationMail } from './invitation.mail.js';

const DAY_MS = 86_400_000;

export type NewInvitation = Pick<Invitation, 'email' | 'role' | 'name' | 'invitedBy'> &
  Partial<Pick<Invitation, 'locationIds'>>;

/** An invitation that was written, and what leaves with it. */
export interface WrittenInvitation {
  readonly id: string;
  /** Of its link; known only now. */
  readonly token: string;
  /** Its mail in the outbox. */
  readonly delivery: string;
}

/** Writes, renews and mails invitations. */
@Injectable()
export class InvitationDesk {
  constructor(
    @InjectTenantRepository(Invitation) private readonly invitations: Repository<Invitation>,
    private readonly mail: InvitationMail,
    private readonly places: InvitationPlaces,
    private readonly mailer: LimitedMailer,
    private readonly clock: Clock,
  ) {}

  /** Before an invitation is written for somebody's sake. Throws TooManyRequestsError. */
  takeMail(email: string): void {
    this.mailer.take(email);
  }

  findOpen(email: string): Promise<Invitation | null> {
    return this.invitations.findOneBy({ email, acceptedAt: IsNull(), revokedAt: IsNull() });
  }

  /** Fills in the places that the invitations name. */
  load(invitations: Invitation[]): Promise<Invitation[]> {
    return this.places.load(invitations);
  }

  async write({ locationIds = [], ...input }: NewInvitation): Promise<WrittenInvitation> {
    const { text: token, hash: tokenHash } = newLinkToken();
    const open = { sentAt: null, acceptedAt: null, revokedAt: null };
    const invitation = this.invitations.create({ ...input, ...open, tokenHash, expiresAt: this.expiry() });
    await this.invitations.insert(invitation);
    await this.places.replace(invitation.id, locationIds);
    return this.mailed(invitation, token);
  }

  /** A new link; the one before is no longer good. */
  async renew(invitation: Invitation): Promise<WrittenInvitation> {
    const { text: token, hash: tokenHash } = newLinkToken();
    await this.invitations.save(Object.assign(invitation, { tokenHash, expiresAt: this.expiry() }));
    return this.mailed(invitation, token);
  }

  /** After the transaction was committed: gives the mail a moment to leave, so that the answer can say so. */
  async send({ id, delivery }: WrittenInvitation): Promise<Invitation> {
    await this.mail.left(delivery);
    const invitation = await this.invitations.findOneByOrFail({ id });
    await this.load([invitation]);
    return invitation;
  }

  private async mailed(invitation: Invitation, token: string): Promise<WrittenInvitation> {
    return { id: invitation.id, token, delivery: await this.mail.add(invitation, token) };
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + INVITATION_DAYS * DAY_MS);
  }
}
