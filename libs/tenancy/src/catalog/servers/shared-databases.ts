import { type DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import type { SharedDatabase } from '../../engine/shared-database.js';
import { newPassword } from '../../isolation/role-name.js';
import type { CatalogChange } from '../rows/catalog-change.js';
import { ServerNotFoundError } from '../rows/catalog.errors.js';
import type { PlatformIdentity } from '../secrets/platform-identity.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { ServerEntity } from '../rows/server.entity.js';
import { SHARED } from '../../slug.js';

/** What is sealed in the row of a server. */
type Written = Omit<SharedDatabase, 'platform'>;

interface SharedParts {
  control: DataSource;
  changes: CatalogChange;
  secrets: SecretBox;
}

/**
 * The one database of a server that its tenants with `schema` and `row` isolation share. Its name is written down
 * when the first of them comes, so that another TENANT_DATABASE_PREFIX doesn't move those that are there.
 */
export class SharedDatabases {
  private readonly known = new Map<string, SharedDatabase>();

  constructor(
    private readonly parts: SharedParts,
    private readonly platform: PlatformIdentity,
    private readonly prefix: string,
  ) {}

  /** Throws ServerNotFoundError. */
  async of(server: string): Promise<SharedDatabase> {
    const known = this.known.get(server);
    if (known) return known;
    const { id, sharedEncrypted } = await rowOf(this.parts.control.manager, server);
    const written = sharedEncrypted ? this.open(id, sharedEncrypted) : await this.found(server);
    const shared = { ...written, platform: await this.platform.id() };
    this.known.set(server, shared);
    return shared;
  }

  /** The same for looking at what is there: nothing is written down. Throws ServerNotFoundError. */
  async expected(server: string): Promise<SharedDatabase> {
    const { id, sharedEncrypted } = await rowOf(this.parts.control.manager, server);
    const { manager } = this.parts.control;
    const shared = sharedEncrypted ? this.open(id, sharedEncrypted) : await this.fresh(manager);
    return { ...shared, platform: await this.platform.id() };
  }

  /** Two processes may come here at once: the change's lock lets the second read what the first wrote. */
  private found(server: string): Promise<Written> {
    return this.parts.changes.run(undefined, async (manager) => {
      const { id, sharedEncrypted } = await rowOf(manager, server);
      if (sharedEncrypted) return this.open(id, sharedEncrypted);
      const shared = await this.fresh(manager);
      const sealed = this.parts.secrets.seal(JSON.stringify(shared), placeOf(id));
      await manager.update(ServerEntity, { id }, { sharedEncrypted: sealed });
      return shared;
    });
  }

  /** Named as on other servers: this may be one of those under another host name, and its tenants use the same roles. */
  private async fresh(manager: EntityManager): Promise<Written> {
    const name = this.prefix + SHARED;
    const prepared = await manager.findBy(ServerEntity, { sharedEncrypted: Not(IsNull()) });
    const written = prepared.map(({ id, sharedEncrypted }) => this.open(id, sharedEncrypted ?? ''));
    const same = written.find((shared) => shared.name === name);
    return same ?? { name, login: { user: `${name}_login`, password: newPassword() } };
  }

  private open(id: string, sealed: string): Written {
    return JSON.parse(this.parts.secrets.open(sealed, placeOf(id))) as Written;
  }
}

const placeOf = (serverId: string): string => `servers.shared:${serverId}`;

async function rowOf(manager: EntityManager, name: string): Promise<ServerEntity> {
  const row = await manager.findOneBy(ServerEntity, { name });
  if (!row) throw new ServerNotFoundError(name);
  return row;
}
