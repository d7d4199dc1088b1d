import { InjectTenantRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import { keysetPage, type Page, searchText } from '../../http/pagination.js';
import type { AuditQuery } from './audit.dto.js';
import { AuditEntry } from './audit-entry.entity.js';

const FILTERS = ['action', 'entity', 'entityId', 'actorId'] as const;

/** Reads the audit log, newest first. */
@Injectable()
export class AuditList {
  constructor(@InjectTenantRepository(AuditEntry) private readonly entries: Repository<AuditEntry>) {}

  page({ from, to, q, ...query }: AuditQuery): Promise<Page<AuditEntry>> {
    const builder = this.entries.createQueryBuilder('entry');
    for (const field of FILTERS) {
      if (query[field] !== undefined)
        builder.andWhere(`entry.${field} = :${field}`, { [field]: query[field] });
    }
    if (from !== undefined) builder.andWhere('entry.at >= :from', { from: new Date(from) });
    if (to !== undefined) builder.andWhere('entry.at < :to', { to: new Date(to) });
    searchText(builder, q, ['action', 'entity', 'entityId', 'actorEmail']);
    return keysetPage(builder, { query, sort: [{ column: 'id', direction: 'DESC' }] });
  }
}
