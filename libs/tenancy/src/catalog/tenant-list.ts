import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { foldText } from '../schema/fold-text.js';
import { keepTextKeys } from '../schema/keep-text-keys.js';
import type { IsolationName, TenantStatus } from '../tenant.js';
import { TenantEntity } from './rows/tenant.entity.js';

/** Placement.server of a tenant that brings its own database URL. */
export const OWN_SERVER = 'own';

export interface TenantFilter {
  status?: TenantStatus;
  isolation?: IsolationName;
  server?: string;
  plan?: string;
  /** Part of the slug, the name or the administrator's e-mail, in any case, with or without accents. */
  q?: string;
  /** The slug after which the page begins. */
  after?: string;
  /** Default: all. */
  limit?: number;
}

/** Tenants by slug, which is unique and indexed. */
export async function listTenants(control: DataSource, filter: TenantFilter): Promise<TenantEntity[]> {
  const query = (await tenantQuery(control, filter)).orderBy('tenant.slug', 'ASC');
  if (filter.after !== undefined) query.andWhere('tenant.slug > :after', { after: filter.after });
  if (filter.limit !== undefined) query.limit(filter.limit);
  return query.getMany();
}

/** The tenants that a filter lets through, in no order yet. */
export async function tenantQuery(
  control: DataSource,
  filter: TenantFilter,
): Promise<SelectQueryBuilder<TenantEntity>> {
  const query = control.manager.createQueryBuilder(TenantEntity, 'tenant');
  for (const field of ['status', 'isolation', 'plan'] as const) {
    if (filter[field] !== undefined)
      query.andWhere(`tenant.${field} = :${field}`, { [field]: filter[field] });
  }
  if (filter.server === OWN_SERVER) query.andWhere('tenant.server IS NULL');
  else if (filter.server !== undefined) query.andWhere('tenant.server = :server', { server: filter.server });
  const text = foldText(filter.q ?? '');
  if (!text) return query;
  await keepTextKeys(control.manager, control.getMetadata(TenantEntity));
  const pattern = `%${text.replaceAll(/[!%_]/g, '!$&')}%`;
  return query.andWhere(`tenant.searchKey LIKE :pattern ESCAPE '!'`, { pattern });
}
