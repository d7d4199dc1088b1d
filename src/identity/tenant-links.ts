import { Tenancy } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config.js';

/** Links into the current tenant's site, for mails. */
@Injectable()
export class TenantLinks {
  constructor(
    private readonly config: AppConfig,
    private readonly tenancy: Tenancy,
  ) {}

  invitation(token: string): string {
    return this.to('/invitations/accept', token);
  }

  passwordReset(token: string): string {
    return this.to('/password/reset', token);
  }

  private to(path: string, token: string): string {
    return `${this.config.urlOf(this.tenancy.current().slug)}${path}?token=${token}`;
  }
}
