import { resolveHost } from '@tenantry/nest/fastify';
import { TenantResolver } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';
import { NotFoundError } from '../../kernel/errors.js';

/** For a proxy that gets certificates by itself: without a question first, anybody could make it ask for any name. */
@Injectable()
export class ServedDomain {
  constructor(
    private readonly config: AppConfig,
    private readonly tenants: TenantResolver,
  ) {}

  /** Throws NotFoundError, and BadHostError for what is no name. */
  async assertServed(domain: string): Promise<void> {
    if (!(await this.isServed(domain))) throw new NotFoundError('host', domain);
  }

  private async isServed(domain: string): Promise<boolean> {
    const asked = { hosts: [domain], forwardedHosts: [], fromTrustedProxy: false, target: '/' };
    const target = resolveHost(asked, this.config.baseDomain);
    if (target.kind === 'tenant') return (await this.tenants.find(target.slug)) !== undefined;
    if (target.kind === 'domain') return (await this.tenants.findByDomain(target.domain)) !== undefined;
    return target.kind === 'app' || target.kind === 'control';
  }
}
