import { Injectable } from '@nestjs/common';
import { LogoutService } from '../../http/auth/logout.service.js';
import type { SignedIn } from '../auth/auth.dto.js';
import { SignInService } from '../auth/sign-in.service.js';
import { UserSessions } from '../sessions/user-sessions.js';
import { type Caller, TenantByToken } from './tenant-by-token.js';

/** Sessions of people who stay on the app host: their tokens tell which tenant looks after them. */
@Injectable()
export class CentralSessions {
  constructor(
    private readonly tenants: TenantByToken,
    private readonly signIn: SignInService,
    private readonly sessions: UserSessions,
    private readonly leaving: LogoutService,
  ) {}

  refresh(refreshToken: string, caller: Caller): Promise<SignedIn> {
    return this.tenants.run(refreshToken, caller, () => this.signIn.refresh(refreshToken));
  }

  /** By the refresh token, or else by the access token of the request. */
  logout(refreshToken: string | undefined, caller: Caller): Promise<void> {
    const leaving = { refreshToken, request: caller, strategy: 'tenant-jwt' };
    return this.tenants.run(refreshToken, caller, () => this.leaving.leave(this.sessions, leaving));
  }
}
