import type { StoreLocator, StorePlace } from '../../catalog/store-locator.js';
import type { ConnectionRegistry } from '../../connection/connection-registry.js';
import type { StoreAdmin } from '../../engine/engine.js';
import type { StoreState } from '../../engine/store-marker.js';
import { roleName } from '../../isolation/role-name.js';
import { TenantDatabaseUnavailableError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';
import {
  StoreIsControlError,
  StoreNotEmptyError,
  StoreOfOtherOwnerError,
  StoreTakenError,
} from './lifecycle.errors.js';
import type { OperationStep } from '../../operations/operation-kind.js';

type Work<T> = (place: StorePlace) => Promise<T>;

/** Makes the tenant's store; refuses one that holds somebody's tables. Undone by dropping what is ours. */
export const createStore = (locator: StoreLocator, registry: ConnectionRegistry): OperationStep => ({
  name: 'create store',
  run: ({ tenant }) =>
    atStore(locator, tenant, async ({ admin, store, brought }) => {
      await locator.assertOurs(tenant);
      if (!brought) await assertNotOwned(admin, tenant, store);
      const state = await admin.inspect(store);
      assertFree(state, tenant, store);
      await admin.create(store);
    }),
  undo: async ({ tenant }, reached) => {
    const place = await locator.place(tenant);
    try {
      registry.retire(tenant.id);
      await removeOurs(place, tenant);
    } catch (error) {
      // Nothing of ours is there yet, or it is on a server that isn't ours: a mistyped URL must not hold the slug.
      const nothingLost = reached === 'begun' || place.brought;
      if (!nothingLost || !place.engine.isConnectionLost(error)) throw error;
    }
  },
});

/** Throws StoreOfOtherOwnerError: whoever owns it could read it, and we could not drop it. */
export async function assertNotOwned(
  admin: StoreAdmin,
  { slug }: { slug: string },
  store: string,
): Promise<void> {
  const owner = await admin.otherOwner?.(store);
  if (owner !== undefined) throw new StoreOfOtherOwnerError(slug, store, owner);
}

/** Errors: StoreNotEmptyError, StoreTakenError, StoreIsControlError. Without an id it may be nobody's yet. */
export function assertFree(
  state: StoreState,
  { id, slug }: { id?: string; slug: string },
  store: string,
): void {
  if (state.kind === 'control') throw new StoreIsControlError(slug, store);
  if (state.kind === 'foreign') throw new StoreNotEmptyError(slug, store);
  if (state.kind === 'marked' && state.tenantId !== id) throw new StoreTakenError(slug, store);
}

async function removeOurs({ admin, store, brought }: StorePlace, tenant: Tenant): Promise<void> {
  const state = await admin.inspect(store);
  const isOurs = state.kind === 'marked' ? state.tenantId === tenant.id : state.kind === 'empty' && !brought;
  if (isOurs) await (brought ? admin.clear(store) : admin.drop(store));
  if (!brought && (isOurs || state.kind === 'missing')) await admin.roles?.drop(roleName(tenant.id));
}

/** Writes whose store it is, before anything else is in it, so that no later step can be in doubt. */
export const markStore = (locator: StoreLocator): OperationStep => ({
  name: 'mark store',
  run: ({ tenant }) =>
    atStore(locator, tenant, async ({ admin, store }) => {
      // One that stood in the way and was dropped since, before this is tried again.
      if (!(await admin.exists(store))) await admin.create(store);
      await admin.mark(store, tenant.id);
    }),
});

/** Throws TenantDatabaseUnavailableError where the server can't be reached. */
async function atStore<T>(locator: StoreLocator, tenant: Tenant, work: Work<T>): Promise<T> {
  const place = await locator.place(tenant);
  try {
    return await work(place);
  } catch (error) {
    if (place.engine.isConnectionLost(error))
      throw new TenantDatabaseUnavailableError(tenant.slug, { cause: error });
    throw error;
  }
}
