import type { Engine, Face } from '../engine/engine.js';
import { READ_MARKER } from '../engine/store-marker.js';
import {
  ConnectionBudgetExhaustedError,
  SelfWaitError,
  StoreMarkerError,
  TenantDatabaseUnavailableError,
  TenancyError,
} from '../tenancy.errors.js';
import type { ConnectionHolder } from '../pool/connection-lease.js';
import type { ConnectionPools } from '../pool/connection-pools.js';
import type { PhysicalConnection, PoolSpec } from '../pool/pool-spec.js';
import type { StoreOwner } from '../orm/entity-owner.js';
import type { ServerHealth } from '../pool/server-health.js';
import { serverName } from './server-name.js';
import type { StatementEnd, StoreWatch } from '../pool/store-events.js';
import { isInUnit, type StoreConnector } from '../unit/unit-of-work.js';

export interface StoreTarget {
  readonly engine: Engine;
  readonly owner: StoreOwner;
  /** Differs when the same owner gets another place: its old connections end as they come back. */
  readonly key: string;
  readonly limit: number;
  readonly statementTimeoutMs: number;
  /** As long as a caller waits for a connection. */
  readonly connectTimeoutMs?: number;
  readonly silenceMs?: number;
  readonly createIfMissing?: boolean;
  /** Whom a shared connection is turned to; absent where the connections are the owner's own. */
  readonly face?: Face;
  /** False while a store is being provisioned or migrated: it has no marker yet. */
  readonly checkMarker: boolean;
  url(): Promise<string> | string;
  /** The context that holds explicit transactions; see SelfWaitError. */
  context(): ConnectionHolder | undefined;
  /** See StoreConnector. Default: every caller may use the store. */
  readonly refusal?: (() => Error | undefined) | undefined;
  unavailable?(cause: unknown): Error;
  /** Told of statements and connections, under these names. */
  readonly watch?: { readonly by: StoreWatch; readonly tenant?: string; readonly store: string } | undefined;
  /** Shared by all stores, to back off from a server that is down. */
  readonly health?: ServerHealth;
}

/** Connects runners to a store through the pools, and opens its connections when the budget says so. */
export function storeConnector(pools: ConnectionPools, target: StoreTarget): StoreConnector {
  const { engine, owner } = target;
  let server: string | undefined;
  const unavailable = (cause: unknown): Error => {
    if (cause instanceof TenancyError) return cause;
    return target.unavailable?.(cause) ?? new TenantDatabaseUnavailableError(owner.name, { cause });
  };
  const spec: PoolSpec = {
    key: target.key,
    // A shared pool has the whole budget, and each tenant its places in it.
    limit: target.face ? Infinity : Math.min(target.limit, engine.capabilities.connectionsPerStore),
    ...waysOf(target, (url) => (server = serverName(url))),
    server: () => server,
    unavailable,
    exhausted: (waitedMs) => new ConnectionBudgetExhaustedError(owner.name, waitedMs),
    ...toldOf(target),
  };
  return {
    acquire: () => {
      const context = target.context();
      const caller = context && {
        context,
        inUnit: isInUnit(),
        waitsForItself: () => new SelfWaitError(`The connection to "${owner.name}"`),
      };
      return pools.acquire(spec, caller);
    },
    context: () => target.context(),
    refusal: target.refusal ?? admitted,
    lost: unavailable,
    ended: endedOf(target),
  };
}

function toldOf({ watch }: StoreTarget): Pick<PoolSpec, 'told'> {
  if (!watch?.by.store) return {};
  const { by, tenant, store } = watch;
  return { told: (event) => by.store?.({ event, tenant, store }) };
}

function endedOf({ watch }: StoreTarget): StatementEnd | undefined {
  if (!watch?.by.statement) return undefined;
  const { by, tenant, store } = watch;
  return (sql, ms, failed) => by.statement?.({ tenant, store, sql, ms, failed });
}

const admitted = (): undefined => undefined;

/** Where each connection leads. A shared one may have been opened for another tenant. */
const urls = new WeakMap<PhysicalConnection, string>();

/** A connection of one's own is checked when it is opened, a shared one when it is turned to the tenant first. */
function waysOf(
  target: StoreTarget,
  onServer: (url: string) => string,
): Pick<PoolSpec, 'connect' | 'faces' | 'places' | 'handOver'> {
  const { engine, owner, face } = target;
  // By URL: a server that got another address may hold another store of the same name.
  let checked: string | undefined;
  const check = async (connection: PhysicalConnection): Promise<void> => {
    const url = urls.get(connection);
    if (target.checkMarker && checked !== url) await assertMarker(engine, connection, owner);
    checked = url;
  };
  const connect = async (): Promise<PhysicalConnection> => {
    const url = await target.url();
    const server = onServer(url);
    const open = (): Promise<PhysicalConnection> => engine.connect(url, target);
    const connection = await (target.health?.open(server, open, engine.isServerDown) ?? open());
    urls.set(connection, url);
    return connection;
  };
  if (!face) return { connect: async () => closedOnFailure(await connect(), check) };
  const handOver = async (connection: PhysicalConnection): Promise<void> => {
    await engine.sharing?.turn(connection, face);
    await check(connection);
  };
  return { connect, faces: `${owner.id} ${JSON.stringify(face)}`, places: target.limit, handOver };
}

async function closedOnFailure(
  connection: PhysicalConnection,
  check: (connection: PhysicalConnection) => Promise<void>,
): Promise<PhysicalConnection> {
  try {
    await check(connection);
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}

async function assertMarker(
  engine: Engine,
  connection: PhysicalConnection,
  owner: StoreOwner,
): Promise<void> {
  const rows = await engine.probe(connection, READ_MARKER).catch((error: unknown) => {
    if (engine.isConnectionLost(error)) throw error;
    return [];
  });
  if (rows.length !== 1 || rows[0]?.['tenant_id'] !== owner.id) throw new StoreMarkerError(owner.name);
}
