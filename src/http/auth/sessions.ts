import { IsNull, LessThan, type Repository } from 'typeorm';
import { UnauthenticatedError } from '../../errors.js';
import type { Session } from './session.entity.js';
import { newRefreshToken, REFRESH_TOKEN_DAYS, type RefreshToken } from './refresh-token.js';

export interface OpenSession {
  readonly id: string;
  readonly subjectId: string;
  readonly refreshToken: string;
}

const expiry = (): Date => new Date(Date.now() + REFRESH_TOKEN_DAYS * 86_400_000);

/**
 * Refresh tokens of one plane. A session holds the hash of its newest token alone, so rotation is one UPDATE
 * that two callers can't both win, and an older token of the same session can only be a re-used one.
 */
export abstract class Sessions {
  protected constructor(private readonly sessions: Repository<Session>) {}

  /** Reads the token and refuses those of other realms. */
  protected abstract read(token: string): RefreshToken;
  protected abstract realm(): string;

  async open(subjectId: string): Promise<OpenSession> {
    await this.sessions.delete({ subjectId, expiresAt: LessThan(new Date()) });
    const session = this.sessions.create({ subjectId, expiresAt: expiry(), revokedAt: null });
    const { text, hash } = newRefreshToken(this.realm(), session.id);
    await this.sessions.insert(Object.assign(session, { tokenHash: hash }));
    return { id: session.id, subjectId, refreshToken: text };
  }

  /** A new token for the old one. An old one that was rotated before ends the whole session. */
  async rotate(token: string): Promise<OpenSession> {
    const { sessionId: id, hash } = this.read(token);
    const session = await this.sessions.findOneBy({ id });
    if (!session || session.revokedAt || session.expiresAt <= new Date()) throw new UnauthenticatedError();
    const next = newRefreshToken(this.realm(), id);
    const { affected } = await this.sessions.update(
      { id, tokenHash: hash, revokedAt: IsNull() },
      { tokenHash: next.hash, expiresAt: expiry() },
    );
    if (affected === 1) return { id, subjectId: session.subjectId, refreshToken: next.text };
    await this.revoke(id);
    throw new UnauthenticatedError('This refresh token was used before. Sign in again.');
  }

  /** Signs out. Answers nothing about tokens that were never valid. */
  async close(token: string): Promise<void> {
    const { sessionId } = this.read(token);
    await this.revoke(sessionId);
  }

  async revoke(id: string): Promise<void> {
    await this.sessions.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
  }

  async revokeAllOf(subjectId: string): Promise<void> {
    await this.sessions.update({ subjectId, revokedAt: IsNull() }, { revokedAt: new Date() });
  }
}
