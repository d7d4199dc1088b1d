import { InjectControlRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config.js';
import { UnauthenticatedError } from '../../errors.js';
import { IdentityGenerations } from '../../http/auth/identity-generations.js';
import { readRefreshToken, type RefreshToken } from '../../http/auth/refresh-token.js';
import { Session } from '../../http/auth/session.entity.js';
import { type SessionEnd, Sessions } from '../../http/auth/sessions.js';
import { OperatorAudit } from '../audit/operator-audit.js';

export const OPERATOR_REALM = 'operator';

@Injectable()
export class OperatorSessions extends Sessions {
  constructor(
    @InjectControlRepository(Session) sessions: Repository<Session>,
    config: AppConfig,
    clock: Clock,
    private readonly generations: IdentityGenerations,
    private readonly audit: OperatorAudit,
  ) {
    super(sessions, config, clock);
  }

  protected override realm(): string {
    return OPERATOR_REALM;
  }

  protected override async ended({ id, subjectId }: Session, how: SessionEnd): Promise<void> {
    await this.generations.advance(OPERATOR_REALM);
    const actor = { kind: 'operator', id: subjectId } as const;
    await this.audit.record({ action: `auth.${how}`, entity: 'session', entityId: id, actor });
  }

  protected override read(text: string): RefreshToken {
    const token = readRefreshToken(text);
    if (token?.realm !== OPERATOR_REALM) throw new UnauthenticatedError();
    return token;
  }
}
