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

type Candidate = Pick<ServerLoad, 'name' | 'engine' | 'region' | 'capacity' | 'status' | 'tenants'>;

export const hasRoom = ({ status, capacity, tenants }: Candidate): boolean =>
  status === 'active' && (capacity === null || tenants < capacity);

/** Of the wished engine and region, with room, the one with the fewest tenants. */
export function chooseServer<T extends Candidate>(servers: readonly T[], wish: ServerWish): T | undefined {
  const rank = (server: T): number => server.tenants + (server.name === wish.preferred ? 0 : 0.5);
  return servers
    .filter((server) => server.engine === wish.engine && hasRoom(server))
    .filter((server) => !wish.region || server.region === wish.region)
    .toSorted((a, b) => rank(a) - rank(b))[0];
}
