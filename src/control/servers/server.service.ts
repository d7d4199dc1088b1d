import {
  publicUrl,
  schemaWarning,
  ServerCatalog,
  ServerKeeper,
  type ServerLoad,
} from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { ValidationError } from '../../kernel/errors.js';
import { databaseUrlOf } from '../connection/database-url.js';
import type { TenantView } from '../connection/tenant.view.js';
import type { NewServerInput, ServerChangeInput } from './server.input.js';
import type { ServerCheckView, ServerView } from './server.view.js';

/** Servers as operators see and change them: without anything secret. */
@Injectable()
export class ServerService {
  constructor(
    private readonly servers: ServerCatalog,
    private readonly keeper: ServerKeeper,
  ) {}

  /** All of them, by name: there are few. */
  async list(): Promise<ServerView[]> {
    await this.servers.ensureDefault();
    return (await this.servers.list()).map((server) => this.view(server));
  }

  /** Throws ServerNotFoundError. */
  async get(name: string): Promise<ServerView> {
    await this.servers.ensureDefault();
    return this.view(await this.servers.get(name));
  }

  async add({ url, tls, ...input }: NewServerInput): Promise<ServerView> {
    await this.keeper.add({ ...input, url: urlOf(url, tls) });
    return this.get(input.name);
  }

  async update(name: string, input: ServerChangeInput): Promise<ServerView> {
    const { url, tls, version, ...patch } = input;
    if (tls && url === undefined) throw new ValidationError([{ path: 'tls', message: 'goes with url' }]);
    await this.servers.ensureDefault();
    await this.keeper.update(name, { ...patch, ...(url !== undefined && { url: urlOf(url, tls) }) }, version);
    return this.get(name);
  }

  /** What an operator should know of the place where a tenant landed. */
  async warningsFor({ server, isolation }: Pick<TenantView, 'server' | 'isolation'>): Promise<string[]> {
    return isolation === 'schema' ? (await this.get(server)).warnings : [];
  }

  /** How it is now; one that can't be reached is an answer. Throws ServerNotFoundError. */
  async check(name: string): Promise<ServerCheckView> {
    const server = await this.get(name);
    const { version: serverVersion, warnings, ...health } = await this.keeper.check(name);
    return { ...server, ...health, serverVersion, warnings: [...warnings] };
  }

  private view(server: ServerLoad): ServerView {
    const { name, engine, region, capacity, weight, tenants, schemas, status, version } = server;
    const url = publicUrl(this.servers.open(server));
    const warnings = [schemaWarning(schemas)].filter((warning) => warning !== undefined);
    return { name, url, engine, region, capacity, weight, tenants, schemas, warnings, status, version };
  }
}

const urlOf = (databaseUrl: string, tls: NewServerInput['tls']): string =>
  databaseUrlOf({ databaseUrl, ...(tls && { tls }) }) ?? databaseUrl;
