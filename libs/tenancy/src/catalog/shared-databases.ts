import type { DataSource, EntityManager } from 'typeorm';
import type { SharedDatabase } from '../engine/engine.js';
import { newPassword } from '../isolation/role-name.js';
import type { CatalogChange } from './catalog-change.js';
import { ServerNotFoundError } from './catalog.errors.js';
import type { SecretBox } from './secret-box.js';
import { ServerEntity } from './server.entity.js';
import { SHARED } from './slug.js';

/**
 * The one database of a server that its tenants with `schema` and `row` isolation share. Its name is written down
 * when the first of them comes, so that another TENANT_DATABASE_PREFIX doesn't move those that are there.
 */
export class SharedDatabases {
  private readonly known = new Map<string, SharedDatabase>();

  constructor(
    private readonly control: DataSource,
    private readonly changes: CatalogChange,
    private readonly secrets: SecretBox,
    private readonly prefix: string,
  ) {}

  /** Throws ServerNotFoundError. */
  async of(server: string): Promise<SharedDatabase> {
    const known = this.known.get(server);
    if (known) return known;
    const { id, sharedEncrypted } = await rowOf(this.control.manager, server);
    const shared = sharedEncrypted ? this.open(id, sharedEncrypted) : await this.found(server);
    this.known.set(server, shared);
    return shared;
  }

  /** Two processes may come here at once: the change's lock lets the second read what the first wrote. */
  private found(server: string): Promise<SharedDatabase> {
    return this.changes.run(undefined, async (manager) => {
      const { id, sharedEncrypted } = await rowOf(manager, server);
      if (sharedEncrypted) return this.open(id, sharedEncrypted);
      const name = this.prefix + SHARED;
      const shared = { name, login: { user: `${name}_login`, password: newPassword() } };
      const sealed = this.secrets.seal(JSON.stringify(shared), placeOf(id));
      await manager.update(ServerEntity, { id }, { sharedEncrypted: sealed });
      return shared;
    });
  }

  private open(id: string, sealed: string): SharedDatabase {
    return JSON.parse(this.secrets.open(sealed, placeOf(id))) as SharedDatabase;
  }
}

const placeOf = (serverId: string): string => `servers.shared:${serverId}`;

async function rowOf(manager: EntityManager, name: string): Promise<ServerEntity> {
  const row = await manager.findOneBy(ServerEntity, { name });
  if (!row) throw new ServerNotFoundError(name);
  return row;
}
