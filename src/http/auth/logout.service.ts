import { Injectable } from '@nestjs/common';
import { PlaneAuthenticator } from './plane-authenticator.js';
import type { Sessions } from '../sessions/sessions.js';

/** What a sign-out comes with: the refresh token, or the request whose access token names the session. */
export interface Leaving {
  readonly refreshToken?: string;
  readonly request: object;
  readonly strategy: string;
}

/** Ends a session by either of its tokens: who lost one, or let it expire, can still sign out. */
@Injectable()
export class LogoutService {
  constructor(private readonly authenticator: PlaneAuthenticator) {}

  async leave(sessions: Sessions, { refreshToken, request, strategy }: Leaving): Promise<void> {
    if (refreshToken !== undefined) return sessions.close(refreshToken);
    const { sessionId } = await this.authenticator.authenticate(strategy, request);
    if (sessionId !== undefined) await sessions.revoke(sessionId);
  }
}
