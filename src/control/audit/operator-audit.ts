import { InjectControlRepository } from '@tenantry/nest';
import { witnessed } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Clock } from '../../kernel/clock/clock.js';
import { AuditEntry } from '../../identity/audit/audit-entry.entity.js';
import { type AuditRecord, AuditTrail } from '../../identity/audit/audit-trail.js';

/** A change of the platform. The id of something new is known only when it was made. */
export type OperatorChange = Omit<AuditRecord, 'entityId'> & {
  readonly entityId: string | undefined | ((made: unknown) => string | undefined);
};

/** What operators did, in the control database. */
@Injectable()
export class OperatorAudit extends AuditTrail {
  constructor(@InjectControlRepository(AuditEntry) entries: Repository<AuditEntry>, clock: Clock) {
    super(entries, clock);
  }

  /** Runs `work`; the change that it makes and its line are one transaction. */
  change<T>({ entityId, ...record }: OperatorChange, work: () => Promise<T>): Promise<T> {
    const write = (made: unknown): Promise<void> => {
      const id = typeof entityId === 'function' ? entityId(made) : entityId;
      return this.record({ ...record, ...(id !== undefined && { entityId: id }) });
    };
    return witnessed(write, work);
  }
}
