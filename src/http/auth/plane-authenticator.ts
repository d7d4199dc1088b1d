import { Injectable } from '@nestjs/common';
import { Authenticator, type Strategy } from 'passport';
import { UnauthenticatedError } from '../../kernel/errors.js';
import type { Principal } from '../../kernel/rights/principal.js';

/**
 * Passport with the strategies of this program. Passport's own instance is one per process, and a process may
 * hold several programs (tests do), whose keys must not meet.
 */
@Injectable()
export class PlaneAuthenticator {
  private readonly passport = new Authenticator();

  use(name: string, strategy: Strategy): void {
    this.passport.use(name, strategy);
  }

  /** Who the request's token stands for; throws UnauthenticatedError, or what the strategy threw. */
  authenticate(name: string, request: object): Promise<Principal> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, user?: Principal | false) => {
        if (error) return reject(error);
        return user ? resolve(user) : reject(new UnauthenticatedError());
      };
      const middleware = this.passport.authenticate(name, { session: false }, answer) as PassportMiddleware;
      middleware(request, NO_RESPONSE, reject);
    });
  }
}

// Strategies that redirect would write to it; a bearer strategy doesn't.
const NO_RESPONSE = {};

type PassportMiddleware = (request: object, response: object, next: (error?: unknown) => void) => void;
