import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { SchemaSetEntity } from './rows/schema-set.entity.js';

/** The same for the same migrations, whichever order they were applied in. */
const fingerprintOf = (migrations: Iterable<string>): string =>
  createHash('sha256')
    .update([...migrations].toSorted().join('\n'))
    .digest('base64url');

/**
 * The sets of migrations that stores are at. A fleet has a handful of them, so that they are kept in memory: what a
 * tenant's store lacks is then known without asking it.
 */
export class SchemaSets {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly control: DataSource) {}

  /** Undefined where nobody has looked at the store since sets are kept, or another process has just written it. */
  find(fingerprint: string | null | undefined): ReadonlySet<string> | undefined {
    return fingerprint ? this.known.get(fingerprint) : undefined;
  }

  /** Reads those that other processes have written. */
  async know(rows: Iterable<{ readonly schemaSet: string | null }>): Promise<void> {
    for (const { schemaSet } of rows) {
      if (schemaSet === null || this.known.has(schemaSet)) continue;
      await this.read();
      // One that isn't there either would be looked for at each tenant.
      return;
    }
  }

  /** Inside `changes.run`, whose lock makes two writers wait for each other. Returns the fingerprint. */
  async keep(manager: EntityManager, migrations: readonly string[]): Promise<string> {
    const fingerprint = fingerprintOf(migrations);
    if (!(await manager.existsBy(SchemaSetEntity, { fingerprint })))
      await manager.insert(SchemaSetEntity, {
        fingerprint,
        migrations: JSON.stringify(migrations.toSorted()),
      });
    this.known.set(fingerprint, new Set(migrations));
    return fingerprint;
  }

  private async read(): Promise<void> {
    for (const { fingerprint, migrations } of await this.control.manager.find(SchemaSetEntity))
      this.known.set(fingerprint, new Set(JSON.parse(migrations) as string[]));
  }
}
