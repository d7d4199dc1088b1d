import { type ProvisioningContext, type ProvisioningStep, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { normaliseEmail } from '../../http/sign-in/credential.validators.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import { InvitationDesk, type WrittenInvitation } from '../invitations/invitation-desk.js';
import { TenantLinks } from '../rows/tenant-links.js';
import { UserAccounts } from '../users/user-accounts.js';
import { UserLimits } from '../users/user-limits.js';

/** Gives a new tenant its owner: at once when a password was chosen, else by an invitation. */
@Injectable()
export class FirstAdministratorStep implements ProvisioningStep {
  readonly name = 'first administrator';

  constructor(
    private readonly limits: UserLimits,
    private readonly accounts: UserAccounts,
    private readonly invitations: InvitationDesk,
    private readonly hasher: PasswordHasher,
    private readonly links: TenantLinks,
  ) {}

  async run({ tenant, secrets, results }: ProvisioningContext): Promise<void> {
    const email = normaliseEmail(tenant.data.adminEmail);
    const { adminPassword } = secrets;
    if (adminPassword !== undefined) {
      return this.insertOwner(email, await this.hasher.hash(adminPassword));
    }
    const written = await this.inviteOwner(email);
    if (!written) return;
    // Its mail leaves when the tenant is ready.
    results.set('invitationUrl', await this.links.invitation(written.token));
  }

  @Transactional()
  private async insertOwner(email: string, passwordHash: string): Promise<void> {
    await this.limits.lock();
    if (await this.accounts.exists(email)) return;
    await this.accounts.insert(
      { email, name: nameFrom(email), role: 'owner', active: true, passwordHash },
      'created',
    );
  }

  /** Undefined when the step ran before and the invitation was accepted meanwhile. */
  @Transactional()
  private async inviteOwner(email: string): Promise<WrittenInvitation | undefined> {
    await this.limits.lock();
    if (await this.accounts.exists(email)) return undefined;
    const open = await this.invitations.findOpen(email);
    if (open) return this.invitations.renew(open);
    return this.invitations.write({ email, role: 'owner', name: null, invitedBy: null });
  }
}

/** A name to begin with: "ann.owner@x.org" → "Ann Owner". */
const nameFrom = (email: string): string =>
  (email.split('@')[0] ?? email)
    .split(/[._-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
    .trim() || email;
