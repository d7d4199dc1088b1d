import { InjectControlRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UnauthenticatedError } from '../../errors.js';
import { readRefreshToken, type RefreshToken } from '../../http/auth/refresh-token.js';
import { Session } from '../../http/auth/session.entity.js';
import { Sessions } from '../../http/auth/sessions.js';

const REALM = 'operator';

@Injectable()
export class OperatorSessions extends Sessions {
  constructor(@InjectControlRepository(Session) sessions: Repository<Session>) {
    super(sessions);
  }

  protected override realm(): string {
    return REALM;
  }

  protected override read(text: string): RefreshToken {
    const token = readRefreshToken(text);
    if (token?.realm !== REALM) throw new UnauthenticatedError();
    return token;
  }
}
