import { Brackets, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { IsolationName, TenantStatus } from '../tenant.js';
import { TenantEntity } from './tenant.entity.js';

/** Placement.server of a tenant that brings its own database URL. */
export const OWN_SERVER = 'own';

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

/** Tenants by slug, which is unique and indexed. */
export function listTenants(control: DataSource, filter: TenantFilter): Promise<TenantEntity[]> {
  const query = tenantQuery(control, filter).orderBy('tenant.slug', 'ASC');
  if (filter.after !== undefined) query.andWhere('tenant.slug > :after', { after: filter.after });
  if (filter.limit !== undefined) query.limit(filter.limit);
  return query.getMany();
}

/** The tenants that a filter lets through, in no order yet. */
export function tenantQuery(control: DataSource, filter: TenantFilter): SelectQueryBuilder<TenantEntity> {
  const query = control.manager.createQueryBuilder(TenantEntity, 'tenant');
  for (const field of ['status', 'isolation', 'plan'] as const) {
    if (filter[field] !== undefined)
      query.andWhere(`tenant.${field} = :${field}`, { [field]: filter[field] });
  }
  if (filter.server === OWN_SERVER) query.andWhere('tenant.server IS NULL');
  else if (filter.server !== undefined) query.andWhere('tenant.server = :server', { server: filter.server });
  return filter.q ? query.andWhere(search(filter.q)) : query;
}

function search(text: string): Brackets {
  const pattern = `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;
  return new Brackets((any) => {
    for (const field of ['slug', 'name', 'adminEmail']) {
      any.orWhere(`LOWER(tenant.${field}) LIKE :pattern ESCAPE '!'`, { pattern });
    }
  });
}
