import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../../kernel/clock/clock.js';
import { AppConfig } from '../../config/config.js';
import { jwtOptions, type TokenOptions } from './jwt-options.js';
import { ACCESS_TOKEN_SECONDS, TOKEN_ISSUER, tokenKey, type TokenAudience } from './token-key.js';

/** What every access token says beside `iss`, `aud`, `iat` and `exp`. */
export interface AccessClaims {
  /** Id of the user or operator. */
  sub: string;
  role: string;
  /** The session (refresh family) it came from. */
  sid: string;
  /** The account's token version at signing: raising it refuses all older tokens. */
  ver: number;
}

export interface TenantClaims extends AccessClaims {
  /** Id of the tenant: what is compared, never the slug. */
  tenant: string;
  slug: string;
}

/** Makes access tokens of both planes and knows the keys they are verified with. */
@Injectable()
export class AccessTokens {
  private readonly keys: Record<TokenAudience, KeyObject>;

  constructor(
    private readonly jwt: JwtService,
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    const { jwtSecret } = config;
    this.keys = { tenant: tokenKey(jwtSecret, 'tenant'), operator: tokenKey(jwtSecret, 'operator') };
  }

  signTenant(claims: TenantClaims): Promise<string> {
    return this.sign('tenant', claims);
  }

  signOperator(claims: AccessClaims): Promise<string> {
    return this.sign('operator', claims);
  }

  /** How the tokens of a plane are read. */
  optionsOf(audience: TokenAudience): TokenOptions {
    return jwtOptions(this.keys[audience], audience, this.clock);
  }

  /**
   * The tenant that a user's token names, once its signature is verified; undefined of any other token. Expired
   * ones name theirs too: the guard there answers 401.
   */
  tenantOf(token: string): string | undefined {
    try {
      const { tenant } = this.jwt.verify<TenantClaims>(token, {
        secret: this.keys.tenant as unknown as Buffer, // The types are older than jsonwebtoken.
        algorithms: ['HS256'],
        issuer: TOKEN_ISSUER,
        audience: 'tenant',
        ignoreExpiration: true,
      });
      return tenant;
    } catch {
      return undefined;
    }
  }

  private sign(audience: TokenAudience, claims: AccessClaims): Promise<string> {
    return this.jwt.signAsync(
      { ...claims, iat: Math.floor(this.clock.now().getTime() / 1000) },
      {
        privateKey: this.keys[audience],
        algorithm: 'HS256',
        issuer: TOKEN_ISSUER,
        audience,
        expiresIn: ACCESS_TOKEN_SECONDS,
      },
    );
  }
}
