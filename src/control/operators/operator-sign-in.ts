import { InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { AccessTokens } from '../../http/sessions/access-tokens.js';
import { CredentialCheck, type Credentials } from '../../http/sign-in/credential-check.js';
import type { OpenSession } from '../../http/sessions/sessions.js';
import { ACCESS_TOKEN_SECONDS } from '../../http/sessions/token-key.js';
import { OperatorCredentials } from './operator-credentials.js';
import { operatorMe, type SignedInOperator } from './operator.dto.js';
import { Operator } from './operator.entity.js';
import { OperatorSessions } from './operator-sessions.js';

@Injectable()
export class OperatorSignIn {
  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    private readonly credentials: CredentialCheck,
    private readonly accounts: OperatorCredentials,
    private readonly sessions: OperatorSessions,
    private readonly tokens: AccessTokens,
  ) {}

  async signIn(credentials: Credentials, address: string): Promise<SignedInOperator> {
    const source = { realm: 'operator', address };
    const operator = await this.credentials.check(credentials, this.accounts, source);
    return this.answer(operator, await this.sessions.open(operator.id));
  }

  async refresh(refreshToken: string): Promise<SignedInOperator> {
    const session = await this.sessions.rotate(refreshToken);
    const operator = await this.operators.findOneBy({ id: session.subjectId, active: true });
    if (!operator) throw new UnauthenticatedError();
    return this.answer(operator, session);
  }

  private async answer(operator: Operator, session: OpenSession): Promise<SignedInOperator> {
    const { id, tokenVersion } = operator;
    const claims = { sub: id, role: 'operator', sid: session.id, ver: tokenVersion };
    return {
      accessToken: await this.tokens.signOperator(claims),
      refreshToken: session.refreshToken,
      expiresIn: ACCESS_TOKEN_SECONDS,
      user: operatorMe(operator),
    };
  }
}
