import { InjectControlRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { AuditEntry } from '../../identity/audit/audit-entry.entity.js';
import { AuditTrail } from '../../identity/audit/audit-trail.js';

/** What operators did, in the control database. */
@Injectable()
export class OperatorAudit extends AuditTrail {
  constructor(@InjectControlRepository(AuditEntry) entries: Repository<AuditEntry>) {
    super(entries);
  }
}
