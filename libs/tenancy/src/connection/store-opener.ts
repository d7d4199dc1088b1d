import type { Engine } from '../engine/engine.js';
import {
  ConnectionBudgetExhaustedError,
  SelfWaitError,
  StoreMarkerError,
  TenantDatabaseUnavailableError,
  TenancyError,
} from '../tenancy.errors.js';
import type { ConnectionPools, PhysicalConnection, PoolSpec } from './connection-pools.js';
import type { StoreOwner } from './entity-owner.js';
import type { ServerHealth } from './server-health.js';
import { serverName } from './server-name.js';
import type { StoreConnector } from './unit-of-work.js';

export interface StoreTarget {
  readonly engine: Engine;
  readonly owner: StoreOwner;
  /** Differs when the same owner gets another place: its old connections end as they come back. */
  readonly key: string;
  readonly limit: number;
  readonly statementTimeoutMs: number;
  readonly silenceMs?: number;
  readonly createIfMissing?: boolean;
  /** False while a store is being provisioned or migrated: it has no marker yet. */
  readonly checkMarker: boolean;
  url(): Promise<string> | string;
  /** The context that holds explicit transactions; see SelfWaitError. */
  context(): object | undefined;
  unavailable?(cause: unknown): Error;
  /** Shared by all stores, to back off from a server that is down. */
  readonly health?: ServerHealth;
}

/** Written at provisioning into every tenant store: whose it is. */
export const MARKER_QUERY = 'SELECT tenant_id FROM tenantry_store';

/** Connects runners to a store through the pools, and opens its connections when the budget says so. */
export function storeConnector(pools: ConnectionPools, target: StoreTarget): StoreConnector {
  const { engine, owner } = target;
  // By URL: a server that got another address may hold another store of the same name.
  let checked: string | undefined;
  let server: string | undefined;
  const unavailable = (cause: unknown): Error => {
    if (cause instanceof TenancyError) return cause;
    return target.unavailable?.(cause) ?? new TenantDatabaseUnavailableError(owner.name, { cause });
  };
  const spec: PoolSpec = {
    key: target.key,
    limit: Math.min(target.limit, engine.capabilities.connectionsPerStore),
    connect: async () => {
      const url = await target.url();
      server = serverName(url);
      const connect = (): Promise<PhysicalConnection> => engine.connect(url, target);
      const connection = await (target.health?.open(server, connect, engine.isServerDown) ?? connect());
      try {
        if (target.checkMarker && checked !== url) await assertMarker(engine, connection, owner);
        checked = url;
        return connection;
      } catch (error) {
        await connection.close().catch(() => undefined);
        throw error;
      }
    },
    server: () => server,
    unavailable,
    exhausted: (waitedMs) => new ConnectionBudgetExhaustedError(owner.name, waitedMs),
  };
  return {
    acquire: () => {
      const context = target.context();
      const selfWait = context && {
        context,
        error: () => new SelfWaitError(`The connection to "${owner.name}"`),
      };
      return pools.acquire(spec, selfWait);
    },
    context: () => target.context(),
    lost: unavailable,
  };
}

async function assertMarker(
  engine: Engine,
  connection: PhysicalConnection,
  owner: StoreOwner,
): Promise<void> {
  const rows = await engine.probe(connection, MARKER_QUERY).catch((error: unknown) => {
    if (engine.isConnectionLost(error)) throw error;
    return [];
  });
  if (rows.length !== 1 || rows[0]?.['tenant_id'] !== owner.id) throw new StoreMarkerError(owner.name);
}
