import type { Clock } from '../../kernel/clock/clock.js';
import { foldText } from '@tenantry/nest/portable';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../../kernel/rights/principal.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage } from '../../kernel/lists/keyset.js';
import { findRequest } from '../../kernel/request/request-scope.js';
import { firstOf, lastOf } from '../../kernel/input/instant.js';
import type { AuditQuery } from './audit.dto.js';
import type { ActorKind, AuditEntry } from './audit-entry.entity.js';
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

// Words and ids of the program, in ASCII: the store's own capitals are the folded ones.
const SEARCHED = ['action', 'entity', 'entityId', 'actorEmail'].map((field) => `UPPER(entry.${field})`);
const FILTERS = ['action', 'entity', 'entityId', 'actorId'] as const;

/** An audit log. Inside a transaction a new line belongs to it. */
export abstract class AuditTrail {
  protected constructor(
    private readonly entries: Repository<AuditEntry>,
    private readonly clock: Clock,
  ) {}

  async record({ action, entity, entityId, before, after, actor }: AuditRecord): Promise<void> {
    const request: { id: string; user?: Principal } | undefined = findRequest();
    const who = actor ?? request?.user ?? { kind: 'system' };
    await this.entries.insert({
      id: uuidv7(),
      at: this.clock.now(),
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

  /** What was done to something: `customer.changed`, and how it was before and after. */
  recordOf(
    action: `${string}.${string}`,
    entityId: string,
    states: Pick<AuditRecord, 'before' | 'after'>,
  ): Promise<void> {
    return this.record({ action, entity: action.slice(0, action.indexOf('.')), entityId, ...states });
  }

  /** Newest first. */
  page({ from, to, q, ...query }: AuditQuery): Promise<Page<AuditEntry>> {
    const builder = this.entries.createQueryBuilder('entry');
    for (const field of FILTERS) {
      if (query[field] !== undefined)
        builder.andWhere(`entry.${field} = :${field}`, { [field]: query[field] });
    }
    if (from !== undefined) builder.andWhere('entry.at >= :from', { from: firstOf(from) });
    if (to !== undefined) builder.andWhere('entry.at <= :to', { to: lastOf(to) });
    searchLines(builder, q);
    return keysetPage(builder, { query, sort: [{ column: 'id', direction: 'DESC' }] });
  }
}

/** Addresses are stored in small letters, and may hold others than those of ASCII. */
function searchLines(builder: SelectQueryBuilder<AuditEntry>, q: string | undefined): void {
  const folded = foldText(q ?? '');
  if (!q || !folded) return;
  const holding = (text: string): string => `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
  const found = SEARCHED.map((field) => `${field} LIKE :folded ESCAPE '!'`);
  builder.andWhere(`(${[...found, `entry.actorEmail LIKE :address ESCAPE '!'`].join(' OR ')})`, {
    folded: holding(folded),
    address: holding(q.trim().toLowerCase()),
  });
}
