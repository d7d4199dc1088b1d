import { InjectTenantRepository, Tenancy } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { FreshCache } from '../../http/auth/fresh-cache.js';
import { User } from './user.entity.js';

/** What a request needs to know of its user. */
export type SignedInUser = Pick<
  User,
  'id' | 'email' | 'name' | 'role' | 'active' | 'tokenVersion' | 'keptSessionId'
>;

/**
 * The state of the users behind access tokens. A change made in this process counts at the next request, one
 * made in another process after `ttlMs` at the latest; a query per request would buy only those seconds.
 */
@Injectable()
export class SignedInUsers {
  private readonly cache = new FreshCache<SignedInUser | null>({ max: 20_000, ttlMs: 10_000 });

  constructor(
    @InjectTenantRepository(User) private readonly users: Repository<User>,
    private readonly tenancy: Tenancy,
  ) {}

  get(id: string): Promise<SignedInUser | null> {
    return this.cache.get(this.key(id), () =>
      this.users.findOne({
        where: { id },
        select: {
          id: true,
          email: true,
          name: true,
          role: true,
          active: true,
          tokenVersion: true,
          keptSessionId: true,
        },
      }),
    );
  }

  /** Call it after the change was committed. */
  forget(id: string): void {
    this.cache.forget(this.key(id));
  }

  private key(id: string): string {
    return `${this.tenancy.current().id} ${id}`;
  }
}
