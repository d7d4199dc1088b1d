import { LRUCache } from 'lru-cache';
import { Strategy, type VerifiedCallback } from 'passport-jwt';
import type { TokenOptions } from '../sessions/jwt-options.js';

const TOKENS_KEPT = 5_000;
const UNAUTHENTICATED = 401;

interface Claims {
  readonly sub?: string;
  /** Seconds since 1970. */
  readonly exp?: number;
}

type Verify = (claims: Claims, done: VerifiedCallback) => void;
type Authenticated = Parameters<Strategy['authenticate']>;

/**
 * passport-jwt that checks the signature of a token once: the client that sends it has many requests for it. What
 * the token's user may do is still asked at each request, and a token that has expired is looked at anew.
 */
export class RememberingStrategy extends Strategy {
  private readonly verified: LRUCache<string, Claims>;

  constructor(
    private readonly options: TokenOptions,
    private readonly verify: Verify,
  ) {
    const verified = new LRUCache<string, Claims>({ max: TOKENS_KEPT });
    super(
      { ...options, passReqToCallback: true },
      (request: Authenticated[0], claims: Claims, done: VerifiedCallback) => {
        if (hasExpired(claims, options.clock.now())) return done(null, false);
        const token = options.jwtFromRequest(request);
        if (token !== null) verified.set(token, Object.freeze(claims));
        verify(claims, done);
      },
    );
    this.verified = verified;
  }

  override authenticate(request: Authenticated[0], options?: Authenticated[1]): void {
    const claims = this.verified.get(this.options.jwtFromRequest(request) ?? '');
    if (!claims || hasExpired(claims, this.options.clock.now())) return super.authenticate(request, options);
    this.verify(claims, (error: unknown, user?: unknown) => {
      if (error) this.error(error as Error);
      else if (user) this.success(user);
      else this.fail(UNAUTHENTICATED);
    });
  }
}

/** As jsonwebtoken has it; a token that never expires is none of ours. */
const hasExpired = ({ exp = 0 }: Claims, now: Date): boolean => Math.floor(now.getTime() / 1000) >= exp;
