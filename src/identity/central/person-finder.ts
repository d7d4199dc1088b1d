import { type Tenant, Tenancy, TenantResolver } from '@tenantry/nest';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import type { Credentials } from '../../http/sign-in/credential-check.js';
import { PasswordHasher } from '../../http/sign-in/password-hasher.js';
import { AuthService } from '../auth/auth.service.js';
import { TenantDirectory } from '../rows/directory.port.js';
import type { User } from '../rows/user.entity.js';

/** Tenants tried at most: each costs a password hash. */
const MAX_TENANTS_TRIED = 5;

/** Guesses here lock nobody out of their company's own host. */
const WAY = 'central';

export interface Found {
  readonly tenant: Tenant;
  readonly user: User;
}

/** Finds the tenants at which an e-mail address and a password belong together. */
@Injectable()
export class PersonFinder {
  private readonly logger = new Logger(PersonFinder.name);

  constructor(
    private readonly directory: TenantDirectory,
    private readonly tenants: TenantResolver,
    private readonly tenancy: Tenancy,
    private readonly auth: AuthService,
    private readonly hasher: PasswordHasher,
  ) {}

  /** `slug`: only there. */
  async find(credentials: Credentials, address: string, slug?: string): Promise<Found[]> {
    const candidates = await this.candidates(credentials.email, slug);
    if (candidates.length === 0) await this.hasher.matches(null, credentials.password);
    const found: Found[] = [];
    for (const tenant of candidates) {
      const user = await this.tryAt(tenant, credentials, address);
      if (user) found.push({ tenant, user });
    }
    return found;
  }

  private async candidates(email: string, slug?: string): Promise<Tenant[]> {
    const tenants = slug === undefined ? await this.allOf(email) : [await this.named(slug, email)];
    return tenants.filter((tenant) => tenant !== undefined).filter(({ status }) => status === 'active');
  }

  private async allOf(email: string): Promise<(Tenant | undefined)[]> {
    const ids = await this.directory.tenantsOf(email, MAX_TENANTS_TRIED);
    return Promise.all(ids.map((id) => this.tenants.findById(id)));
  }

  private async named(slug: string, email: string): Promise<Tenant | undefined> {
    const tenant = await this.tenants.find(slug);
    return tenant && (await this.directory.has(tenant.id, email)) ? tenant : undefined;
  }

  /** A refusal (also a lock-out) and an unreachable store read the same to the caller: as no match. */
  private async tryAt(tenant: Tenant, credentials: Credentials, address: string): Promise<User | undefined> {
    try {
      return await this.tenancy.run(tenant, () => this.auth.prove(credentials, address, WAY));
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.warn({ err: error, tenant: tenant.slug }, 'Not asked');
      return undefined;
    }
  }
}
