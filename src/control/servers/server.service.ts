import { publicUrl, ServerCatalog, type ServerLoad } from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import type { ServerView } from './server.view.js';

/** Servers as operators see them: without anything secret. */
@Injectable()
export class ServerService {
  constructor(private readonly servers: ServerCatalog) {}

  /** All of them, by name: there are few. */
  async list(): Promise<ServerView[]> {
    await this.servers.ensureDefault();
    return (await this.servers.list()).map((server) => this.view(server));
  }

  private view(server: ServerLoad): ServerView {
    const { name, engine, region, capacity, tenants, status } = server;
    return { name, url: publicUrl(this.servers.open(server)), engine, region, capacity, tenants, status };
  }
}
