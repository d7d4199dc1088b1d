import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import type { SessionEnd } from '../../http/sessions/sessions.js';
import { User } from '../rows/user.entity.js';
import { SignedInUsers } from './signed-in-users.js';
import { UserSecurityLog } from './user-security-log.js';

interface Told {
  readonly id: string;
  readonly subjectId: string;
}

/** What follows when a session begins, or is ended by one of its tokens. */
@Injectable()
export class SessionEvents {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly signedIn: SignedInUsers,
    private readonly log: UserSecurityLog,
  ) {}

  async begun({ id, subjectId }: Told): Promise<void> {
    await this.log.signedIn(await this.person(subjectId), id);
  }

  /** Its access tokens end too. */
  async ended({ id, subjectId }: Told, how: SessionEnd): Promise<void> {
    await this.signedIn.changed();
    await this.log.ended(how, await this.person(subjectId), id);
  }

  private async person(id: string): Promise<Pick<User, 'id'> & Partial<Pick<User, 'email'>>> {
    return (await this.users.findOne({ where: { id }, select: { id: true, email: true } })) ?? { id };
  }
}
