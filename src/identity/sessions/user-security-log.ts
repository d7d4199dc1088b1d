import { Tenancy } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { type Refusal, Refusals } from '../../http/auth/refusals.js';
import { AuditService } from '../audit/audit.service.js';
import { AuditTally } from '../audit/audit-tally.js';
import { SecurityLog, type SecurityTarget } from '../audit/security-log.js';

/** The lines of the current tenant's users. */
@Injectable()
export class UserSecurityLog extends SecurityLog {
  constructor(
    audit: AuditService,
    tally: AuditTally,
    refusals: Refusals,
    private readonly tenancy: Tenancy,
  ) {
    super('user', audit, tally);
    refusals.use('tenant', (refusal) => this.refused(refusal));
  }

  /** Somebody with another company's token. Without a word on whose it was: that is the other company's. */
  foreign(subject: string): Promise<void> {
    const actor = { kind: 'foreign', id: subject } as const;
    const entityId = this.tenancy.current().id;
    const record = { action: 'auth.tenant_mismatch', entity: 'tenant', entityId, actor };
    return this.count(`foreign ${subject}`, record);
  }

  /** Nothing is written where writes are fenced off: what is refused may be a GET. */
  protected override target(): SecurityTarget | undefined {
    const tenant = this.tenancy.current();
    if (tenant.status !== 'active') return undefined;
    return { realm: tenant.id, within: (work) => this.tenancy.run(tenant, work) };
  }

  private refused({ user: { id, email }, method, route, code }: Refusal): Promise<void> {
    const actor = { kind: 'user', id, email } as const;
    const record = {
      action: 'auth.refused',
      entity: 'user',
      entityId: id,
      after: { method, route, code },
      actor,
    };
    return this.count(`refused ${id} ${method} ${route}`, record);
  }
}
