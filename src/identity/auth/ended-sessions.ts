import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import type { Session } from '../../http/auth/session.entity.js';
import type { SessionEnd } from '../../http/auth/sessions.js';
import { AuditService } from '../audit/audit.service.js';
import { User } from '../users/user.entity.js';
import { SignedInUsers } from '../users/signed-in-users.js';

/** What follows when a session was ended by one of its tokens: its access tokens end too, and it is written down. */
@Injectable()
export class EndedSessions {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly signedIn: SignedInUsers,
    private readonly audit: AuditService,
  ) {}

  async tell({ id: entityId, subjectId: id }: Session, how: SessionEnd): Promise<void> {
    await this.signedIn.changed();
    const user = await this.users.findOne({ where: { id }, select: { id: true, email: true } });
    const actor = { kind: 'user', id, ...(user && { email: user.email }) } as const;
    await this.audit.record({ action: `auth.${how}`, entity: 'session', entityId, actor });
  }
}
