import { DomainRecheck, TenantCatalog } from '@tenantry/nest/operator';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OperatorAudit } from '../audit/operator-audit.js';

/** Nobody asks for a lapse, so nobody would see it but in the audit log. */
@Injectable()
export class DomainLapses implements OnModuleInit {
  constructor(
    private readonly recheck: DomainRecheck,
    private readonly tenants: TenantCatalog,
    private readonly audit: OperatorAudit,
  ) {}

  onModuleInit(): void {
    this.recheck.onLapsed(async ({ domain, tenantId }) => {
      const tenant = await this.tenants.findById(tenantId);
      await this.audit.record({
        action: 'domain.lapse',
        entity: 'domain',
        ...(tenant && { entityId: tenant.slug }),
        after: { domain, verified: false },
      });
    });
  }
}
