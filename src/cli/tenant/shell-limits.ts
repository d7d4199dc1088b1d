import type { Tenant } from '@tenantry/nest';
import { type DataSource, Not } from 'typeorm';
import { LastLocationError } from '../../features/locations/location.errors.js';
import { Location, LOCATION_KINDS, type LocationKind } from '../../features/locations/location.entity.js';
import { SEATLESS } from '../../identity/users/user-limits.js';
import { assertRoom } from '../../kernel/entitlements/limits.js';
import { LastOwnerError } from '../../identity/rows/user.errors.js';
import { User } from '../../identity/rows/user.entity.js';

interface Counts {
  /** Active users that take a seat of the plan. */
  readonly seats: number;
  readonly owners: number;
  readonly places: number;
  /** Places of the kind of which there are most. */
  readonly ofOneKind: number;
}

/**
 * A prompt writes rows past the services that count them. So each line is one transaction, and one that breaks a limit
 * of the tenant is taken back, however it was written.
 */
export async function withinLimits<T>(
  tenant: Tenant,
  dataSource: DataSource,
  work: () => Promise<T>,
): Promise<T> {
  return dataSource.transaction(async () => {
    const before = await countsOf(dataSource);
    const result = await work();
    assertWithin(tenant, before, await countsOf(dataSource));
    return result;
  });
}

async function countsOf(dataSource: DataSource): Promise<Counts> {
  const users = dataSource.getRepository(User);
  const places = await dataSource
    .getRepository(Location)
    .find({ where: { active: true }, select: { id: true, kind: true } });
  const ofKind = (kind: LocationKind): number => places.filter((one) => one.kind === kind).length;
  return {
    seats: await users.countBy({ active: true, role: Not(SEATLESS) }),
    owners: await users.countBy({ active: true, role: 'owner' }),
    places: places.length,
    ofOneKind: Math.max(0, ...LOCATION_KINDS.map(ofKind)),
  };
}

/** What was over a limit before the line may stay so. */
function assertWithin({ data }: Tenant, before: Counts, now: Counts): void {
  if (now.seats > before.seats) assertRoom(data, 'users', now.seats - 1);
  if (now.owners < before.owners && now.owners === 0) throw new LastOwnerError();
  if (now.ofOneKind > before.ofOneKind) assertRoom(data, 'locations', now.ofOneKind - 1);
  if (now.places < before.places && now.places === 0) throw new LastLocationError('*');
}
