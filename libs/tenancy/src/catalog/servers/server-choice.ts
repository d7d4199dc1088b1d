import type { EngineName } from '../../tenant.js';
import type { ServerEntity } from '../rows/server.entity.js';

/** A server and how many tenants it holds, `schemas` of them with schema isolation. */
export type ServerLoad = ServerEntity & { tenants: number; schemas: number };

/**
 * From so many schemas on everybody in a PostgreSQL database feels its catalogue: docs/benchmarks.md. Another server
 * is the remedy.
 */
export const MANY_SCHEMAS = 1_000;

/** For people; undefined where there are few. */
export const schemaWarning = (schemas: number): string | undefined =>
  schemas < MANY_SCHEMAS
    ? undefined
    : `${schemas} schemas share a database; from ${MANY_SCHEMAS} on its catalogue slows all of them. Add a server.`;

export interface ServerWish {
  engine: EngineName;
  /** Data residency: only servers of this region fit. */
  region?: string | null;
  /** Preferred among equally loaded ones. */
  preferred?: string;
}

type Candidate = Pick<
  ServerLoad,
  'name' | 'engine' | 'region' | 'capacity' | 'weight' | 'status' | 'tenants'
>;

export const hasRoom = ({ status, capacity, tenants }: Candidate): boolean =>
  status === 'active' && (capacity === null || tenants < capacity);

/** Of the wished engine and region, with room or without. */
export const fits =
  ({ engine, region }: ServerWish) =>
  (server: Candidate): boolean =>
    server.engine === engine && (!region || server.region === region);

/** Of those that fit and have room, the one that would be loaded least for its weight. */
export function chooseServer<T extends Candidate>(servers: readonly T[], wish: ServerWish): T | undefined {
  return servers
    .filter((server) => fits(wish)(server) && hasRoom(server))
    .toSorted((a, b) => loadWithOneMore(a) - loadWithOneMore(b) || rankOf(a, wish) - rankOf(b, wish))[0];
}

const loadWithOneMore = ({ tenants, weight }: Candidate): number => (tenants + 1) / weight;

const rankOf = ({ name }: Candidate, { preferred }: ServerWish): number => (name === preferred ? 0 : 1);
