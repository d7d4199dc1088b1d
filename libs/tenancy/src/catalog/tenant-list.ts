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
  /** Fields of the program's data, of the top, and what they are. */
  data?: Readonly<Record<string, string | number | boolean | null>>;
  /** Part of the slug, the name or the keywords, in any case, with or without accents. */
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
  for (const field of ['status', 'isolation'] as const) {
    if (filter[field] !== undefined)
      query.andWhere(`tenant.${field} = :${field}`, { [field]: filter[field] });
  }
  if (filter.server === OWN_SERVER) query.andWhere('tenant.server IS NULL');
  else if (filter.server !== undefined) query.andWhere('tenant.server = :server', { server: filter.server });
  for (const [at, [field, value]] of Object.entries(filter.data ?? {}).entries()) {
    query.andWhere(`tenant.data LIKE :data${at} ESCAPE '!'`, {
      [`data${at}`]: likePart(jsonField(field, value)),
    });
  }
  const text = foldText(filter.q ?? '');
  if (!text) return query;
  await keepTextKeys(control.manager, control.getMetadata(TenantEntity));
  return query.andWhere(`tenant.searchKey LIKE :pattern ESCAPE '!'`, { pattern: likePart(text) });
}

const likePart = (text: string): string => `%${text.replaceAll(/[!%_]/g, '!$&')}%`;

/**
 * How a field stands in what JSON.stringify wrote: the same on every engine, none of which reads JSON as others do. A
 * text inside a value can't look like it, because its quotes are escaped.
 */
function jsonField(field: string, value: string | number | boolean | null): string {
  return `${JSON.stringify(field)}:${JSON.stringify(value)}`;
}
