import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Authenticator } from 'passport';
import { type AccessClaims, AccessTokens } from '../../http/sessions/access-tokens.js';
import { PlaneAuthenticator } from '../../http/auth/plane-authenticator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { RememberingStrategy } from '../../http/auth/remembering.strategy.js';
import { SignedInOperators } from './signed-in-operators.js';

/** Tokens of the admin plane, good for as long as their operator is active. */
@Injectable()
export class OperatorJwtStrategy extends PassportStrategy(RememberingStrategy, 'operator-jwt') {
  constructor(
    tokens: AccessTokens,
    authenticator: PlaneAuthenticator,
    private readonly operators: SignedInOperators,
  ) {
    super(tokens.optionsOf('operator'));
    authenticator.use('operator-jwt', this);
  }

  /** Not the one of the process: see PlaneAuthenticator. */
  getPassportInstance(): object {
    return new Authenticator();
  }

  async validate({ sub, ver, sid }: AccessClaims): Promise<Principal | false> {
    const operator = await this.operators.get(sub, sid);
    if (!operator?.active || operator.tokenVersion !== ver) return false;
    const { id, email, name } = operator;
    return { id, email, name, role: 'operator', kind: 'operator', sessionId: sid };
  }
}
