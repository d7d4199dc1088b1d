import { IsNull, LessThan, type Repository } from 'typeorm';
import type { Clock } from '../../kernel/clock/clock.js';
import type { AppConfig } from '../../config/config.js';
import { UnauthenticatedError } from '../../kernel/errors.js';
import { findRequest } from '../../kernel/request/request-scope.js';
import { type RefreshToken, REFRESH_TOKEN_DAYS, RefreshTokens } from './refresh-token.js';
import type { Session } from './session.entity.js';

export interface OpenSession {
  readonly id: string;
  readonly subjectId: string;
  readonly refreshToken: string;
}

/** How a session ended that nobody but its own tokens has ended. */
export type SessionEnd = 'signed_out' | 'token_reused';

const DAY_MS = 86_400_000;
/** Two tabs that wake together ask at the same time; an answer may get lost. */
const GRACE_MS = 30_000;

/** What a token is in the life of its session. */
type Place = 'current' | 'previous' | 'older' | 'unknown';

/**
 * Refresh tokens of one plane. A session keeps the hash of its newest token and that one's number, so rotation is
 * one UPDATE that two callers can't both win. For 30 s the token before answers with the newest again; later it,
 * and any older one at any time, can only be a copy: the session ends. A made-up secret ends nothing.
 */
export abstract class Sessions {
  protected constructor(
    private readonly sessions: Repository<Session>,
    private readonly config: Pick<AppConfig, 'jwtSecret'>,
    private readonly clock: Clock,
  ) {}

  /** Reads the token and refuses those of other realms. */
  protected abstract read(token: string): RefreshToken;
  protected abstract realm(): string;
  /** Tells whoever has to know. Called after the change was committed. */
  protected abstract ended(session: Session, how: SessionEnd): Promise<void>;

  async open(subjectId: string): Promise<OpenSession> {
    await this.sessions.delete({ subjectId, expiresAt: LessThan(this.clock.now()) });
    const session = this.sessions.create({
      subjectId,
      expiresAt: this.expiry(),
      rotations: 0,
      rotatedAt: null,
      revokedAt: null,
      address: findRequest()?.ip ?? null,
    });
    const { text, hash } = this.tokensOf(session).make(0);
    await this.sessions.insert(Object.assign(session, { tokenHash: hash }));
    return { id: session.id, subjectId, refreshToken: text };
  }

  /** The session's next token for its newest, or for the one before within the time of grace. */
  async rotate(text: string): Promise<OpenSession> {
    const token = this.read(text);
    let session = await this.live(token.sessionId);
    if (this.placeOf(token, session) === 'current') {
      if (await this.renew(session)) return this.opened(session, session.rotations + 1);
      // Somebody else was quicker by a moment.
      session = await this.live(token.sessionId);
    }
    if (this.placeOf(token, session) === 'previous') return this.opened(session, session.rotations);
    if (this.placeOf(token, session) === 'older') await this.end(session, 'token_reused');
    throw new UnauthenticatedError('This refresh token is no longer good. Sign in again.');
  }

  /** Signs out, by any token that the session ever had. Answers nothing about those that were never valid. */
  async close(text: string): Promise<void> {
    const token = this.read(text);
    const session = await this.sessions.findOneBy({ id: token.sessionId });
    if (session && this.placeOf(token, session) !== 'unknown') await this.end(session, 'signed_out');
  }

  /** Signs out of a session whose access token was seen. */
  async revoke(id: string): Promise<void> {
    const session = await this.sessions.findOneBy({ id });
    if (session) await this.end(session, 'signed_out');
  }

  /** Who calls this tells the others, once it is committed. */
  async revokeAllOf(subjectId: string): Promise<void> {
    await this.sessions.update({ subjectId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }

  private async end({ id }: Session, how: SessionEnd): Promise<void> {
    const now = this.clock.now();
    const { affected } = await this.sessions.update({ id, revokedAt: IsNull() }, { revokedAt: now });
    if (affected === 0) return;
    await this.ended(await this.sessions.findOneByOrFail({ id }), how);
  }

  private async live(id: string): Promise<Session> {
    const session = await this.sessions.findOneBy({ id });
    if (!session || session.revokedAt || session.expiresAt <= this.clock.now()) {
      throw new UnauthenticatedError();
    }
    return session;
  }

  private placeOf(token: RefreshToken, session: Session): Place {
    if (token.hash === session.tokenHash) return 'current';
    if (!this.tokensOf(session).made(token)) return 'unknown';
    const isPrevious = token.number === session.rotations - 1;
    return isPrevious && this.isInGrace(session) ? 'previous' : 'older';
  }

  private isInGrace({ rotatedAt }: Session): boolean {
    return rotatedAt !== null && this.clock.now().getTime() - rotatedAt.getTime() <= GRACE_MS;
  }

  /** Whether this caller won. */
  private async renew(session: Session): Promise<boolean> {
    const { id, tokenHash } = session;
    const rotations = session.rotations + 1;
    const { hash } = this.tokensOf(session).make(rotations);
    const { affected } = await this.sessions.update(
      { id, tokenHash, revokedAt: IsNull() },
      { tokenHash: hash, rotations, rotatedAt: this.clock.now(), expiresAt: this.expiry() },
    );
    return affected === 1;
  }

  private opened(session: Session, number: number): OpenSession {
    const { id, subjectId } = session;
    return { id, subjectId, refreshToken: this.tokensOf(session).make(number).text };
  }

  private tokensOf({ id }: Session): RefreshTokens {
    return new RefreshTokens(this.config.jwtSecret, this.realm(), id);
  }

  private expiry(): Date {
    return new Date(this.clock.now().getTime() + REFRESH_TOKEN_DAYS * DAY_MS);
  }
}
