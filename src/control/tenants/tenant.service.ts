import {
  type NewTenant,
  StoreCheck,
  TenantCatalog,
  type TenantCreation,
  TenantCreator,
  TenantEntity,
  tenantOf,
} from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/config.js';
import type { Page } from '../../kernel/lists/pagination.js';
import { keysetPage, parseSort } from '../../kernel/lists/keyset.js';
import { ControlDirectory } from '../directory/control-directory.js';
import type { TlsInput } from '../connection/connection.input.js';
import { databaseUrlOf } from '../connection/database-url.js';
import type { TenantChangeInput, TenantQuery } from './tenant.input.js';
import { changedCompany, companyOf, type NewCompany } from '../plans/new-company.js';
import { type TenantView, tenantView } from '../connection/tenant.view.js';

const SORTS = ['slug', 'name', 'createdAt'];
const CHECKED_AT_ONCE = 4;

/** What is asked for when a tenant is made here: the platform's settings fill in the rest. */
export type TenantRequest = Omit<NewTenant, 'data' | 'keywords' | 'secrets'> &
  Omit<NewCompany, 'maxUsers'> &
  Partial<Pick<NewCompany, 'maxUsers'>> & { tls?: TlsInput };

/** Tenants as operators see and change them, for the API and the command line alike. */
@Injectable()
export class TenantService {
  constructor(
    private readonly config: AppConfig,
    private readonly catalog: TenantCatalog,
    private readonly creator: TenantCreator,
    private readonly directory: ControlDirectory,
    private readonly stores: StoreCheck,
  ) {}

  async list({ check, sort, limit, cursor, ...query }: TenantQuery): Promise<Page<TenantView>> {
    const { plan, multiLocation, ...filter } = query;
    const data = {
      ...(plan !== undefined && { plan }),
      ...(multiLocation !== undefined && { multiLocation }),
    };
    const { items, nextCursor } = await keysetPage(await this.catalog.query({ ...filter, data }), {
      query: { limit, ...(cursor === undefined ? {} : { cursor }) },
      sort: parseSort(sort, SORTS, [{ column: 'slug', direction: 'ASC' }]),
    });
    const views = await this.views(items);
    if (check) await this.addStatus(items, views);
    return { items: views, nextCursor };
  }

  /** Throws TenantNotFoundError. */
  async get(slug: string): Promise<TenantView> {
    return this.view(await this.catalog.getRow(slug));
  }

  /** Returns when the tenant is reserved; wait for the rest with `OperationRunner.finished`. */
  async create(request: TenantRequest): Promise<TenantCreation> {
    const { tls, databaseUrl: url, maxUsers = this.config.defaultMaxUsers, ...wish } = given(request);
    const databaseUrl = databaseUrlOf({ databaseUrl: url, tls });
    const { adminEmail, adminPassword, currency, plan, multiLocation, features, ...place } = wish;
    const company = companyOf({
      adminEmail,
      adminPassword,
      currency,
      plan,
      multiLocation,
      features,
      maxUsers,
    });
    return this.creator.create({ ...place, ...company, ...(databaseUrl !== undefined && { databaseUrl }) });
  }

  async update(slug: string, { version, name, ...change }: TenantChangeInput): Promise<TenantView> {
    const patch = {
      data: changedCompany(change),
      ...(name !== undefined && { name }),
      ...(change.adminEmail !== undefined && { keywords: change.adminEmail.toLowerCase() }),
    };
    return this.view(await this.catalog.update(slug, patch, version ?? undefined));
  }

  /** Its requests are refused from now on; it keeps its data. */
  async suspend(slug: string): Promise<TenantView> {
    await this.catalog.changeStatus(slug, 'suspended', ['active', 'read_only', 'maintenance']);
    return this.get(slug);
  }

  async resume(slug: string): Promise<TenantView> {
    await this.catalog.changeStatus(slug, 'active', ['suspended']);
    return this.get(slug);
  }

  private async view(row: Readonly<TenantEntity>): Promise<TenantView> {
    return tenantView(row, await this.directory.countUsers(row.id));
  }

  private async views(rows: readonly TenantEntity[]): Promise<TenantView[]> {
    const users = await this.directory.countUsersOf(rows.map(({ id }) => id));
    return rows.map((row) => tenantView(row, users.get(row.id) ?? 0));
  }

  private async addStatus(rows: readonly TenantEntity[], views: TenantView[]): Promise<void> {
    for (let at = 0; at < rows.length; at += CHECKED_AT_ONCE) {
      const some = rows.slice(at, at + CHECKED_AT_ONCE).map((row) => this.stores.check(tenantOf(row)));
      for (const [index, { status }] of (await Promise.all(some)).entries()) {
        Object.assign(views[at + index] ?? {}, { databaseStatus: status });
      }
    }
  }
}

/** Clients send null for what they leave out. */
const given = <T extends object>(request: T): T =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null)) as T;
