import { CatalogChange, CatalogListener } from '@tenantry/nest/operator';
import { InjectControlDataSource, InjectControlRepository } from '@tenantry/nest';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, MoreThan, Repository } from 'typeorm';
import { IdentityGeneration } from './identity-generation.entity.js';

const ALL = '*';
const POLL_MS = 1_000;

/**
 * Tells every process that somebody's right to be here has changed: a session ended, a password, a role. What a
 * process remembers of people is good for one generation of their realm (a tenant's id, or `operator`). Other
 * processes hear of a new one by the catalog's messages, or within a second by asking.
 */
@Injectable()
export class IdentityGenerations implements OnApplicationShutdown {
  private readonly logger = new Logger(IdentityGenerations.name);
  /** Numbers of this process alone: they only have to differ. */
  private readonly realms = new Map<string, number>();
  private local = 0;
  private base = 0;
  private seen: number | undefined;
  private again = false;
  private polling: Promise<void> | undefined;
  private readonly poller = setInterval(() => void this.poll(), POLL_MS).unref();
  private readonly stopListening: () => void;

  constructor(
    @InjectControlRepository(IdentityGeneration) private readonly rows: Repository<IdentityGeneration>,
    @InjectControlDataSource() private readonly control: DataSource,
    private readonly changes: CatalogChange,
    listener: CatalogListener,
  ) {
    this.stopListening = listener.onHeard(() => void this.poll());
  }

  of(realm: string): number {
    return this.realms.get(realm) ?? this.base;
  }

  /**
   * Call it after the change was committed: who loads anew must find it. Never throws, because the change stands;
   * where others can't be told, what they remember runs out.
   */
  async advance(realm: string): Promise<void> {
    this.renew(realm);
    try {
      await this.control.transaction(() => this.write(realm));
    } catch (error) {
      this.logger.error({ err: error, realm }, 'Other processes were not told of a change of people');
    }
  }

  /** Asks what has changed since it was asked last; calls while it asks make it ask once more. */
  poll(): Promise<void> {
    this.again = true;
    this.polling ??= this.drain().finally(() => (this.polling = undefined));
    return this.polling;
  }

  onApplicationShutdown(): void {
    clearInterval(this.poller);
    this.stopListening();
  }

  /** The row of all is the lock: generations are committed in the order of their numbers. */
  private async write(realm: string): Promise<void> {
    await this.rows.increment({ realm: ALL }, 'value', 1);
    const { value } = await this.rows.findOneByOrFail({ realm: ALL });
    await this.rows.upsert({ realm, value }, ['realm']);
    await this.changes.announce();
  }

  private async drain(): Promise<void> {
    while (this.again) {
      this.again = false;
      await this.read();
    }
  }

  private async read(): Promise<void> {
    try {
      if (this.seen === undefined) return await this.begin();
      for (const { realm, value } of await this.rows.findBy({ value: MoreThan(this.seen) })) {
        this.seen = Math.max(this.seen, value);
        this.renew(realm);
      }
    } catch {
      // The control database is away: what is remembered runs out by itself.
    }
  }

  /** What was remembered before the first answer may be older than it. */
  private async begin(): Promise<void> {
    const { value } = await this.rows.findOneByOrFail({ realm: ALL });
    this.seen = value;
    this.base = ++this.local;
    this.realms.clear();
  }

  private renew(realm: string): void {
    this.realms.set(realm, ++this.local);
  }
}
