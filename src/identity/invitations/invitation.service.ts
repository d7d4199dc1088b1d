import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Inject, Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { ConflictError, NotFoundError } from '../../kernel/errors.js';
import type { Principal } from '../../kernel/rights/principal.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage, searchText } from '../../kernel/lists/keyset.js';
import { AuditService } from '../audit/audit.service.js';
import { assertMayBind, assertMaySee } from '../places/place.rules.js';
import { UserAccounts } from '../users/user-accounts.js';
import { UserLimits } from '../users/user-limits.js';
import { assertMayHandle } from '../users/user.service.js';
import { InvitationDesk, type WrittenInvitation } from './invitation-desk.js';
import type { InvitationQuery, NewInvitationInput } from './invitation.dto.js';
import { Invitation } from '../rows/invitation.entity.js';
import { InvitationSettledError } from './invitation.errors.js';
import { withStatus } from './invitation.list.js';

/** Invitations, as owners and admins see them. */
@Injectable()
export class InvitationService {
  @Inject(Clock) private readonly clock: Clock;

  constructor(
    @InjectTenantRepository(Invitation) private readonly invitations: Repository<Invitation>,
    private readonly accounts: UserAccounts,
    private readonly desk: InvitationDesk,
    private readonly limits: UserLimits,
    private readonly audit: AuditService,
  ) {}

  async list({ status, q, ...query }: InvitationQuery): Promise<Page<Invitation>> {
    const builder = this.invitations.createQueryBuilder('invitation');
    if (status) withStatus(builder, { status, now: this.clock.now() });
    searchText(builder, q);
    const page = await keysetPage(builder, { query, sort: [{ column: 'id', direction: 'DESC' }] });
    return { ...page, items: await this.desk.load(page.items) };
  }

  async show(id: string, by: Principal): Promise<Invitation> {
    const invitation = await this.invitations.findOneBy({ id });
    if (!invitation) throw new NotFoundError('invitation', id);
    await this.desk.load([invitation]);
    assertMaySee(by, invitation);
    return invitation;
  }

  async create(input: NewInvitationInput, by: Principal): Promise<Invitation> {
    assertMayHandle(by, input.role);
    assertMayBind(by, input.role, input.locationIds ?? []);
    return this.desk.send(await this.write(input, by));
  }

  async resend(id: string, by: Principal): Promise<Invitation> {
    return this.desk.send(await this.renew(id, by));
  }

  @Transactional()
  async revoke(id: string, by: Principal): Promise<Invitation> {
    const invitation = await this.open(id, by);
    const revoked = await this.invitations.save(Object.assign(invitation, { revokedAt: this.clock.now() }));
    await this.record('revoked', revoked);
    return revoked;
  }

  @Transactional()
  private async write(input: NewInvitationInput, by: Principal): Promise<WrittenInvitation> {
    const { email, role, name, locationIds = [] } = input;
    this.limits.assertGivable(role);
    await this.limits.lock();
    await this.accounts.assertNew(email);
    const open = await this.desk.findOpen(email);
    if (open?.statusAt(this.clock.now()) === 'pending')
      throw new ConflictError(`${email} is invited already: send it again.`);
    if (open) await this.invitations.update({ id: open.id }, { revokedAt: this.clock.now() });
    this.desk.takeMail(email);
    const invited = { email, role, name: name ?? null, locationIds };
    const written = await this.desk.write({ ...invited, invitedBy: by.id });
    await this.record('created', { id: written.id, email, role, locationIds });
    return written;
  }

  @Transactional()
  private async renew(id: string, by: Principal): Promise<WrittenInvitation> {
    const invitation = await this.open(id, by);
    this.desk.takeMail(invitation.email);
    await this.record('resent', invitation);
    return this.desk.renew(invitation);
  }

  /** Locked: nobody accepts it while it is taken back. */
  private async open(id: string, by: Principal): Promise<Invitation> {
    const invitation = await this.invitations.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!invitation) throw new NotFoundError('invitation', id);
    await this.desk.load([invitation]);
    assertMayHandle(by, invitation.role);
    assertMayBind(by, invitation.role, invitation.locationIds);
    const status = invitation.statusAt(this.clock.now());
    if (status === 'accepted' || status === 'revoked') throw new InvitationSettledError(status);
    return invitation;
  }

  private record(
    how: string,
    { id, email, role, locationIds }: Pick<Invitation, 'id' | 'email' | 'role' | 'locationIds'>,
  ): Promise<void> {
    const after = { email, role, locationIds };
    return this.audit.record({ action: `invitation.${how}`, entity: 'invitation', entityId: id, after });
  }
}
