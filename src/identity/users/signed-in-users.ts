import { InjectTenantRepository, Tenancy } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { FreshCache } from '../../cache/fresh-cache.js';
import { UserPlaces } from '../places/place-bindings.js';
import { User } from './user.entity.js';

/** What a request needs to know of its user. */
export type SignedInUser = Pick<
  User,
  'id' | 'email' | 'name' | 'role' | 'active' | 'tokenVersion' | 'keptSessionId' | 'locationIds'
>;

const SELECTED = {
  id: true,
  email: true,
  name: true,
  role: true,
  active: true,
  tokenVersion: true,
  keptSessionId: true,
} as const;

/**
 * The state of the users behind access tokens. A change made in this process counts at the next request, one
 * made in another process after `ttlMs` at the latest; a query per request would buy only those seconds.
 */
@Injectable()
export class SignedInUsers {
  private readonly cache = new FreshCache<SignedInUser | null>({ max: 20_000, ttlMs: 10_000 });

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly places: UserPlaces,
    private readonly tenancy: Tenancy,
  ) {}

  get(id: string): Promise<SignedInUser | null> {
    return this.cache.get(this.key(id), () => this.load(id));
  }

  /** Call it after the change was committed. */
  forget(id: string): void {
    this.cache.forget(this.key(id));
  }

  private async load(id: string): Promise<SignedInUser | null> {
    const user = await this.users.findOne({ where: { id }, select: SELECTED });
    if (user) await this.places.load([user]);
    return user;
  }

  private key(id: string): string {
    return `${this.tenancy.current().id} ${id}`;
  }
}
