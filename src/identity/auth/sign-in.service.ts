import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { AccessTokens } from '../../http/sessions/access-tokens.js';
import type { OpenSession } from '../../http/sessions/sessions.js';
import { ACCESS_TOKEN_SECONDS } from '../../http/sessions/token-key.js';
import { DirectoryKeeper } from '../users/directory-keeper.js';
import { User } from '../rows/user.entity.js';
import type { SignedIn } from './auth.dto.js';
import { UserSessions } from '../sessions/user-sessions.js';

/** Gives signed-in people their tokens. */
@Injectable()
export class SignInService {
  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly sessions: UserSessions,
    private readonly tokens: AccessTokens,
    private readonly directory: DirectoryKeeper,
    private readonly tenancy: Tenancy,
  ) {}

  /** Starts a session for somebody who has proved who they are. */
  async open(user: User): Promise<SignedIn> {
    await this.directory.heal(user.email);
    return this.answer(user, await this.sessions.open(user.id));
  }

  async refresh(refreshToken: string): Promise<SignedIn> {
    const session = await this.sessions.rotate(refreshToken);
    const user = await this.users.findOneBy({ id: session.subjectId, active: true });
    if (!user) throw new UnauthenticatedError();
    return this.answer(user, session);
  }

  private async answer(user: User, session: OpenSession): Promise<SignedIn> {
    const { id: tenant, slug } = this.tenancy.current();
    const { id, email, name, role, active } = user;
    const claims = { sub: id, tenant, slug, role, sid: session.id, ver: user.tokenVersion };
    return {
      accessToken: await this.tokens.signTenant(claims),
      refreshToken: session.refreshToken,
      expiresIn: ACCESS_TOKEN_SECONDS,
      user: { id, email, name, role, active },
    };
  }
}
