import type { EngineName } from '../tenant.js';
import type { ServerEntity } from './server.entity.js';

/** A server and how many tenants it holds. */
export type ServerLoad = ServerEntity & { tenants: number };

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
