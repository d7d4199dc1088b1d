import { InjectControlRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { IsNull, Repository } from 'typeorm';
import { FreshCache } from '../../kernel/clock/fresh-cache.js';
import { IdentityGenerations } from '../../http/sessions/identity-generations.js';
import { Session } from '../../http/sessions/session.entity.js';
import { Operator } from './operator.entity.js';
import { OPERATOR_REALM } from './operator-security-log.js';

/** The operators behind access tokens whose session lives; see SignedInUsers. */
@Injectable()
export class SignedInOperators {
  private readonly cache = new FreshCache<Operator | null>({ max: 1000, ttlMs: 10_000 });

  constructor(
    @InjectControlRepository(Operator) private readonly operators: Repository<Operator>,
    @InjectControlRepository(Session) private readonly sessions: Repository<Session>,
    private readonly generations: IdentityGenerations,
  ) {}

  get(id: string, sessionId: string): Promise<Operator | null> {
    const key = `${this.generations.of(OPERATOR_REALM)} ${id} ${sessionId}`;
    return this.cache.get(key, () => this.load(id, sessionId));
  }

  /** Call it after the change was committed. */
  changed(): Promise<void> {
    return this.generations.advance(OPERATOR_REALM);
  }

  private async load(id: string, sessionId: string): Promise<Operator | null> {
    const live = { id: sessionId, subjectId: id, revokedAt: IsNull() };
    return (await this.sessions.existsBy(live)) ? this.operators.findOneBy({ id }) : null;
  }
}
