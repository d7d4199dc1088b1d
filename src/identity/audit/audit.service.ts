import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { findRequest } from '../../http/request-scope.js';
import type { Principal } from '../../http/auth/principal.js';
import { type ActorKind, AuditEntry } from './audit-entry.entity.js';
import { withoutSecrets } from './without-secrets.js';

interface AuditActor {
  readonly kind: ActorKind;
  readonly id?: string;
  readonly email?: string;
}

export interface AuditRecord {
  /** What happened, as `<entity>.<past participle>`: `invoice.issued`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId?: string;
  /** State before and after, as far as it changed; secrets are hidden here. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Default: who is signed in on the request, else the system. */
  readonly actor?: AuditActor;
}

/** Writes the current tenant's audit log. Inside a transaction the line belongs to it. */
@Injectable()
export class AuditService {
  constructor(@InjectTenantRepository(AuditEntry) private readonly entries: Repository<AuditEntry>) {}

  async record({ action, entity, entityId, before, after, actor }: AuditRecord): Promise<void> {
    const request: { id: string; user?: Principal } | undefined = findRequest();
    const who = actor ?? request?.user ?? { kind: 'system' };
    await this.entries.insert({
      id: uuidv7(),
      at: new Date(),
      actorKind: who.kind,
      actorId: who.id ?? null,
      actorEmail: who.email ?? null,
      action,
      entity,
      entityId: entityId ?? null,
      before: withoutSecrets(before) as object,
      after: withoutSecrets(after) as object,
      requestId: request?.id ?? null,
    });
  }
}
