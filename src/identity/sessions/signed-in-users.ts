import { InjectTenantRepository, Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { IsNull, Repository } from 'typeorm';
import { FreshCache } from '../../kernel/clock/fresh-cache.js';
import { IdentityGenerations } from '../../http/sessions/identity-generations.js';
import { Session } from '../../http/sessions/session.entity.js';
import { UserPlaces } from '../places/place-bindings.js';
import { User } from '../rows/user.entity.js';

/** What a request needs to know of its user. */
export type SignedInUser = Pick<
  User,
  'id' | 'email' | 'name' | 'role' | 'active' | 'tokenVersion' | 'locationIds'
>;

const SELECTED = {
  id: true,
  email: true,
  name: true,
  role: true,
  active: true,
  tokenVersion: true,
} as const;

/**
 * The state of the users behind access tokens, and whether their session lives; remembered for a generation of the
 * tenant's people, so that a change counts at the next request here and within two seconds elsewhere. `ttlMs` is
 * for the change whose process ended before it could tell of it.
 */
@Injectable()
export class SignedInUsers {
  private readonly cache = new FreshCache<SignedInUser | null>({ max: 20_000, ttlMs: 10_000 });

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    @InjectTenantRepository(Session) private readonly sessions: Repository<Session>,
    private readonly places: UserPlaces,
    private readonly tenancy: Tenancy,
    private readonly generations: IdentityGenerations,
  ) {}

  /** Null: there is no such user, or the session has ended. */
  get(id: string, sessionId: string): Promise<SignedInUser | null> {
    const tenant = this.tenancy.current().id;
    const key = `${tenant} ${this.generations.of(tenant)} ${id} ${sessionId}`;
    return this.cache.get(key, () => this.load(id, sessionId));
  }

  /** Call it after a change of people or sessions was committed. */
  changed(): Promise<void> {
    return this.generations.advance(this.tenancy.current().id);
  }

  private async load(id: string, sessionId: string): Promise<SignedInUser | null> {
    const live = { id: sessionId, subjectId: id, revokedAt: IsNull() };
    if (!(await this.sessions.existsBy(live))) return null;
    const user = await this.users.findOne({ where: { id }, select: SELECTED });
    if (user) await this.places.load([user]);
    return user;
  }
}
