import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { featuresOf, switchedOff } from '../../kernel/entitlements/features.js';
import { rightsOf } from '../../kernel/rights/permissions.js';
import type { Principal, UserRole } from '../../kernel/rights/principal.js';
import { areasWithout } from '../../kernel/rights/role-features.js';
import { CompanyLocale } from '../rows/company-locale.port.js';
import type { MeView } from './auth.dto.js';

/** Who is signed in, what they may do, and what their company has. */
@Injectable()
export class Myself {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly company: CompanyLocale,
  ) {}

  async view({ id, email, name, role }: Principal): Promise<MeView> {
    const { id: tenantId, slug, name: company, data } = this.tenancy.current();
    return {
      id,
      email,
      name,
      role: role as UserRole,
      active: true,
      tenant: { id: tenantId, slug, name: company },
      rights: rightsOf(role as UserRole, areasWithout(switchedOff(data))),
      features: featuresOf(data),
      ...(await this.company.locale()),
    };
  }
}
