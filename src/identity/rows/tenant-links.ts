import { DomainCatalog } from '@tenantry/nest/operator';
import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';

/** Links into the current tenant's site, for mails: to its primary domain, else to its subdomain. */
@Injectable()
export class TenantLinks {
  constructor(
    private readonly config: AppConfig,
    private readonly tenancy: Tenancy,
    private readonly domains: DomainCatalog,
  ) {}

  invitation(token: string): Promise<string> {
    return this.to('/invitations/accept', token);
  }

  passwordReset(token: string): Promise<string> {
    return this.to('/password/reset', token);
  }

  private async to(path: string, token: string): Promise<string> {
    const { id, slug } = this.tenancy.current();
    const domain = await this.domains.findPrimary(id);
    const site = domain === undefined ? this.config.urlOf(slug) : this.config.urlAt(domain);
    // A fragment is sent to no server, so that it reaches no log.
    return `${site}${path}#${token}`;
  }
}
