import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AppConfig } from '../../config/config.js';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { TenantMismatchError } from '../../http/auth/auth.errors.js';
import { readRefreshToken, type RefreshToken } from '../../http/sessions/refresh-token.js';
import { Session } from '../../http/sessions/session.entity.js';
import { type OpenSession, type SessionEnd, Sessions } from '../../http/sessions/sessions.js';
import { SessionEvents } from './session-events.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sessions of a tenant's users: their refresh tokens begin with the tenant's id. */
@Injectable()
export class UserSessions extends Sessions {
  constructor(
    @InjectTenantRepository(Session) sessions: Repository<Session>,
    config: AppConfig,
    clock: Clock,
    private readonly tenancy: Tenancy,
    private readonly events: SessionEvents,
  ) {
    super(sessions, config, clock);
  }

  override async open(subjectId: string): Promise<OpenSession> {
    const session = await super.open(subjectId);
    await this.events.begun(session);
    return session;
  }

  protected override realm(): string {
    return this.tenancy.current().id;
  }

  protected override ended(session: Session, how: SessionEnd): Promise<void> {
    return this.events.ended(session, how);
  }

  protected override read(text: string): RefreshToken {
    const token = readRefreshToken(text);
    if (!token || !UUID.test(token.realm)) throw new UnauthenticatedError();
    if (token.realm !== this.realm()) throw new TenantMismatchError();
    return token;
  }
}
