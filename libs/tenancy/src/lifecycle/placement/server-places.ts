import type { ServerCatalog } from '../../catalog/servers/server-catalog.js';
import type { SharedDatabases } from '../../catalog/servers/shared-databases.js';
import type { SharedOwners } from '../../catalog/servers/shared-owners.js';
import type { ConnectFailure, Engine, SharedPlace } from '../../engine/engine.js';
import { findEngine } from '../../engine/engines.js';
import { TenancyError } from '../../tenancy.errors.js';
import type { Placement } from '../../tenant.js';
import { whyNot } from '../probe/store-probe.js';
import { assertFree, assertNotOwned } from './store-steps.js';

/** What is wrong with the server as a whole, and gets well by itself or by its operator. */
const LATER: ReadonlySet<ConnectFailure | undefined> = new Set<ConnectFailure>([
  'unreachable',
  'sign_in',
  'tls',
  'no_database',
]);

/** Looks whether a new tenant's store can be made on a server of the platform. Nothing is written anywhere. */
export class ServerPlaces {
  constructor(
    private readonly servers: ServerCatalog,
    private readonly shared: SharedDatabases,
    private readonly owners: SharedOwners,
  ) {}

  /**
   * A server that can't be reached, or doesn't let us in, is no reason to refuse a tenant: its provisioning fails, and
   * goes on when the server is back. Errors: those of `assertFree` and of SharedOwners.assertOurs, ServerTooOldError,
   * ServerRightsError.
   */
  async assertPossible(slug: string, placement: Placement): Promise<void> {
    const engine = findEngine(placement.engine);
    if (!engine) return;
    const serverUrl = await this.servers.urlOf(placement.server);
    try {
      await this.look(slug, placement, { engine, serverUrl });
    } catch (error) {
      if (isLasting(engine, error)) throw whyNot(engine, engine.storeUrl(serverUrl, placement.store), error);
    }
  }

  private async look(
    slug: string,
    { server, isolation, store }: Placement,
    { engine, serverUrl }: { engine: Engine; serverUrl: string },
  ): Promise<void> {
    let place: SharedPlace | undefined;
    if (isolation !== 'database') place = { isolation, database: await this.shared.expected(server) };
    const admin = engine.stores(serverUrl, place);
    await admin.assertPossible?.();
    if (place) await this.owners.assertOurs({ engine, serverUrl, database: place.database });
    await assertNotOwned(admin, { slug }, store);
    assertFree(await admin.inspect(store), { slug }, store);
  }
}

function isLasting(engine: Engine, error: unknown): boolean {
  if (error instanceof TenancyError) return true;
  const failure = engine.connectFailure(error);
  return failure === undefined ? !engine.isConnectionLost(error) : !LATER.has(failure);
}
