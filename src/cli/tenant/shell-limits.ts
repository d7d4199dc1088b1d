import type { Tenant } from '@tenantry/nest';
import type { DataSource } from 'typeorm';
import { LastLocationError, MultiLocationDisabledError } from '../../features/locations/location.errors.js';
import { Location } from '../../features/locations/location.entity.js';
import { LastOwnerError, UserLimitReachedError } from '../../identity/rows/user.errors.js';
import { User } from '../../identity/rows/user.entity.js';

interface Counts {
  readonly users: number;
  readonly owners: number;
  readonly places: number;
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
  return {
    users: await users.countBy({ active: true }),
    owners: await users.countBy({ active: true, role: 'owner' }),
    places: await dataSource.getRepository(Location).countBy({ active: true }),
  };
}

/** What was over a limit before the line may stay so. */
function assertWithin({ maxUsers, multiLocation }: Tenant, before: Counts, now: Counts): void {
  if (now.users > before.users && now.users > maxUsers) throw new UserLimitReachedError(maxUsers);
  if (now.owners < before.owners && now.owners === 0) throw new LastOwnerError();
  if (now.places > before.places && now.places > 1 && !multiLocation) throw new MultiLocationDisabledError();
  if (now.places < before.places && now.places === 0) throw new LastLocationError('*');
}
