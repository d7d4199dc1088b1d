import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Authenticator } from 'passport';
import { AccessTokens, type TenantClaims } from '../../http/sessions/access-tokens.js';
import { TenantMismatchError } from '../../http/auth/auth.errors.js';
import { PlaneAuthenticator } from '../../http/auth/plane-authenticator.js';
import type { Principal } from '../../kernel/rights/principal.js';
import { RememberingStrategy } from '../../http/auth/remembering.strategy.js';
import { SignedInUsers } from '../sessions/signed-in-users.js';
import { UserSecurityLog } from '../sessions/user-security-log.js';

/** Tokens of the tenant plane: good at their own tenant alone, for as long as their user is active. */
@Injectable()
export class TenantJwtStrategy extends PassportStrategy(RememberingStrategy, 'tenant-jwt') {
  constructor(
    tokens: AccessTokens,
    authenticator: PlaneAuthenticator,
    private readonly tenancy: Tenancy,
    private readonly users: SignedInUsers,
    private readonly log: UserSecurityLog,
  ) {
    super(tokens.optionsOf('tenant'));
    authenticator.use('tenant-jwt', this);
  }

  /** Not the one of the process: see PlaneAuthenticator. */
  getPassportInstance(): object {
    return new Authenticator();
  }

  async validate(claims: TenantClaims): Promise<Principal | false> {
    if (claims.tenant !== this.tenancy.current().id) return this.refuseForeign(claims);
    const user = await this.users.get(claims.sub, claims.sid);
    if (!user?.active || claims.ver !== user.tokenVersion) return false;
    const { id, email, name, role, locationIds } = user;
    return { id, email, name, role, kind: 'user', locationIds, sessionId: claims.sid };
  }

  private async refuseForeign({ sub }: TenantClaims): Promise<never> {
    await this.log.foreign(sub);
    throw new TenantMismatchError();
  }
}
