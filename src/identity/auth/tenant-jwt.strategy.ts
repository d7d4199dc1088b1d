import { Tenancy } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Authenticator } from 'passport';
import { AccessTokens, type TenantClaims } from '../../http/auth/access-tokens.js';
import { TenantMismatchError } from '../../http/auth/auth.errors.js';
import { jwtOptions } from '../../http/auth/jwt-options.js';
import { PlaneAuthenticator } from '../../http/auth/plane-authenticator.js';
import type { Principal } from '../../http/auth/principal.js';
import { RememberingStrategy } from '../../http/auth/remembering.strategy.js';
import { AuditService } from '../audit/audit.service.js';
import { SignedInUsers } from '../users/signed-in-users.js';

/** Tokens of the tenant plane: good at their own tenant alone, for as long as their user is active. */
@Injectable()
export class TenantJwtStrategy extends PassportStrategy(RememberingStrategy, 'tenant-jwt') {
  constructor(
    tokens: AccessTokens,
    authenticator: PlaneAuthenticator,
    private readonly tenancy: Tenancy,
    private readonly users: SignedInUsers,
    private readonly audit: AuditService,
  ) {
    super(jwtOptions(tokens.keyOf('tenant'), 'tenant'));
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

  /** The log of this tenant gets a line, without a word on whose token it was: that is the other tenant's. */
  private async refuseForeign({ sub }: TenantClaims): Promise<never> {
    const { id: entityId, status } = this.tenancy.current();
    const actor = { kind: 'foreign', id: sub } as const;
    // Nothing is written where writes are fenced off: this may be a GET.
    if (status === 'active') {
      await this.audit.record({ action: 'auth.tenant_mismatch', entity: 'tenant', entityId, actor });
    }
    throw new TenantMismatchError();
  }
}
