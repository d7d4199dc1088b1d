import { Brackets, type DataSource } from 'typeorm';
import type { IsolationName, TenantStatus } from '../tenant.js';
import { TenantEntity } from './tenant.entity.js';

export interface TenantFilter {
  status?: TenantStatus;
  isolation?: IsolationName;
  server?: string;
  plan?: string;
  /** Part of the slug, the name or the administrator's e-mail, in any case. */
  q?: string;
  /** The slug after which the page begins. */
  after?: string;
  /** Default: all. */
  limit?: number;
}

/** By slug, which is unique and indexed, so a page costs what it holds. */
export function listTenants(control: DataSource, filter: TenantFilter): Promise<TenantEntity[]> {
  const query = control.manager.createQueryBuilder(TenantEntity, 'tenant').orderBy('tenant.slug', 'ASC');
  for (const field of ['status', 'isolation', 'server', 'plan'] as const) {
    if (filter[field] !== undefined)
      query.andWhere(`tenant.${field} = :${field}`, { [field]: filter[field] });
  }
  if (filter.after !== undefined) query.andWhere('tenant.slug > :after', { after: filter.after });
  if (filter.q) query.andWhere(search(filter.q));
  if (filter.limit !== undefined) query.limit(filter.limit);
  return query.getMany();
}

function search(text: string): Brackets {
  const pattern = `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;
  return new Brackets((any) => {
    for (const field of ['slug', 'name', 'adminEmail']) {
      any.orWhere(`LOWER(tenant.${field}) LIKE :pattern ESCAPE '!'`, { pattern });
    }
  });
}
