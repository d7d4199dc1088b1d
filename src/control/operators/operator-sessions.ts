import { InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AppConfig } from '../../config/config.js';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { IdentityGenerations } from '../../http/sessions/identity-generations.js';
import { readRefreshToken, type RefreshToken } from '../../http/sessions/refresh-token.js';
import { Session } from '../../http/sessions/session.entity.js';
import { type OpenSession, type SessionEnd, Sessions } from '../../http/sessions/sessions.js';
import { OPERATOR_REALM, OperatorSecurityLog } from './operator-security-log.js';

@Injectable()
export class OperatorSessions extends Sessions {
  constructor(
    @InjectControlRepository(Session) sessions: Repository<Session>,
    config: AppConfig,
    clock: Clock,
    private readonly generations: IdentityGenerations,
    private readonly log: OperatorSecurityLog,
  ) {
    super(sessions, config, clock);
  }

  override async open(subjectId: string): Promise<OpenSession> {
    const session = await super.open(subjectId);
    await this.log.signedIn({ id: subjectId }, session.id);
    return session;
  }

  protected override realm(): string {
    return OPERATOR_REALM;
  }

  protected override async ended({ id, subjectId }: Session, how: SessionEnd): Promise<void> {
    await this.generations.advance(OPERATOR_REALM);
    await this.log.ended(how, { id: subjectId }, id);
  }

  protected override read(text: string): RefreshToken {
    const token = readRefreshToken(text);
    if (token?.realm !== OPERATOR_REALM) throw new UnauthenticatedError();
    return token;
  }
}
