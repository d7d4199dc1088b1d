import { InjectTenantRepository } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditTrail } from './audit-trail.js';

/** The current tenant's audit log. */
@Injectable()
export class AuditService extends AuditTrail {
  constructor(@InjectTenantRepository(AuditEntry) entries: Repository<AuditEntry>, clock: Clock) {
    super(entries, clock);
  }
}
