import {
  ConnectionChanger,
  StoreCheck,
  StoreLocator,
  StoreSize,
  TenantCatalog,
} from '@tenantry/nest/operator';
import { type EngineName, type Tenant, TenantDatabaseUnavailableError } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { ValidationError } from '../../kernel/errors.js';
import type { ConnectionInput } from './connection.input.js';
import { adminUrlOf, databaseUrlOf } from './database-url.js';
import type { ConnectionView } from './tenant.view.js';

/** Where a tenant's store is and how it is, without anything secret. */
@Injectable()
export class ConnectionService {
  constructor(
    private readonly catalog: TenantCatalog,
    private readonly locator: StoreLocator,
    private readonly stores: StoreCheck,
    private readonly changer: ConnectionChanger,
    private readonly sizes: StoreSize,
  ) {}

  /** Throws TenantNotFoundError; a store that can't be reached is an answer. */
  async get(slug: string): Promise<ConnectionView> {
    return this.of(await this.catalog.get(slug));
  }

  /** Leads the tenant to another place where its store already is. Errors: see ConnectionChanger. */
  async change(slug: string, input: ConnectionInput): Promise<ConnectionView> {
    const databaseUrl = databaseUrlOf(input);
    if (databaseUrl === undefined)
      throw new ValidationError([{ path: 'databaseUrl', message: 'a database must be named' }]);
    const { region, version } = input;
    const wish = Object.entries({ adminUrl: adminUrlOf(input), region, version }).filter(
      ([, value]) => value != null,
    );
    return this.of(await this.changer.change(slug, { databaseUrl, ...Object.fromEntries(wish) }));
  }

  async of(tenant: Tenant): Promise<ConnectionView> {
    const engine = this.locator.engine(tenant).name;
    const schema = this.locator.isolation(tenant).face?.(tenant).schema;
    const health = await this.stores.check(tenant);
    return {
      engine,
      ...(await this.address(tenant, engine)),
      ...(schema && { schema }),
      source: this.locator.source(tenant),
      ...health,
      sizeBytes: (await this.sizes.find(tenant)) ?? null,
    };
  }

  /** Nobody may know it: the setting that named it is gone, or the key that it was sealed with. */
  private async address(tenant: Tenant, engine: EngineName): Promise<Address> {
    try {
      return addressOf(engine, await this.locator.storeUrl(tenant));
    } catch (error) {
      if (!(error instanceof TenantDatabaseUnavailableError)) throw error;
      return { host: null, port: null, database: tenant.placement.store, user: null };
    }
  }
}

type Address = Pick<ConnectionView, 'host' | 'port' | 'database' | 'user'>;

const PORTS: Partial<Record<EngineName, number>> = { postgres: 5432, mysql: 3306 };

function addressOf(engine: EngineName, url: string): Address {
  if (engine === 'sqlite')
    return { host: null, port: null, database: url.replace(/^sqlite:/, ''), user: null };
  const { hostname, port, pathname, username } = new URL(url);
  return {
    host: hostname,
    port: Number(port) || (PORTS[engine] ?? null),
    database: decodeURIComponent(pathname.slice(1)),
    user: username ? decodeURIComponent(username) : null,
  };
}
