import { assertUsable } from '@tenantry/nest/operator';
import { Tenancy, TenantResolver } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { AccessTokens } from '../../http/sessions/access-tokens.js';
import { readRefreshToken } from '../../http/sessions/refresh-token.js';

export type Caller = Pick<FastifyRequest, 'method' | 'headers'>;

/** Enters the tenant that a token of a request to the app host belongs to. */
@Injectable()
export class TenantByToken {
  constructor(
    private readonly tenants: TenantResolver,
    private readonly tenancy: Tenancy,
    private readonly tokens: AccessTokens,
  ) {}

  /**
   * The refresh token's tenant, or else the access token's. A refresh token's first part is only a claim: the
   * work inside has to check the token. A tenant that its own host would refuse is refused here too.
   */
  async run<T>(refreshToken: string | undefined, caller: Caller, work: () => Promise<T>): Promise<T> {
    const id = refreshToken === undefined ? this.tenantOf(caller) : readRefreshToken(refreshToken)?.realm;
    const tenant = id === undefined ? undefined : await this.tenants.findById(id);
    if (!tenant) throw new UnauthenticatedError();
    assertUsable(tenant, caller.method);
    return this.tenancy.run(tenant, work);
  }

  private tenantOf({ headers }: Caller): string | undefined {
    const [, token] = /^bearer\s+(\S+)/i.exec(headers.authorization ?? '') ?? [];
    return token === undefined ? undefined : this.tokens.tenantOf(token);
  }
}
