import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditTrail } from './audit-trail.js';

/** The current tenant's audit log. */
@Injectable()
export class AuditService extends AuditTrail {
  constructor(@InjectTenantRepository(AuditEntry) entries: Repository<AuditEntry>) {
    super(entries);
  }
}
