import { InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import type { Accounts, FailedSignIn } from '../../http/sign-in/credential-check.js';
import { Session } from '../../http/sessions/session.entity.js';
import { OperatorAccountLock } from './operator-account-lock.js';
import { Operator } from './operator.entity.js';
import { OperatorSecurityLog } from './operator-security-log.js';

/** The operators, for sign-ins. */
@Injectable()
export class OperatorCredentials implements Accounts<Operator> {
  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    @InjectControlRepository(Session) private readonly sessions: Repository<Session>,
    readonly lock: OperatorAccountLock,
    private readonly log: OperatorSecurityLog,
  ) {}

  find(email: string): Promise<Operator | null> {
    return this.operators.findOneBy({ email, active: true });
  }

  knows(subjectId: string, address: string): Promise<boolean> {
    return this.sessions.existsBy({ subjectId, address });
  }

  /** By the hash that was right: a password that was changed meanwhile stays. */
  async rehash({ id, passwordHash: before }: Operator, passwordHash: string): Promise<void> {
    await this.operators.update({ id, passwordHash: before }, { passwordHash });
  }

  failed(failure: FailedSignIn): Promise<void> {
    return this.log.failed(failure);
  }
}
