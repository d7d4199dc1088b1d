import type { CatalogChange } from '../catalog/catalog-change.js';
import type { NewOperation } from '../catalog/operation-store.js';
import type { TenantCatalog } from '../catalog/tenant-catalog.js';
import { InvalidTenantInputError } from '../tenancy.errors.js';
import type { Tenant } from '../tenant.js';
import { inputProblems, type NewTenant } from './new-tenant.js';
import type { OperationRunner } from './operation-runner.js';
import type { Placer } from './placement.js';
import { PROVISION } from './provision.js';

/** A tenant that is being made. */
export interface TenantCreation {
  tenant: Tenant;
  operationId: string;
}

/** Takes a slug for a new tenant and starts its provisioning. */
export class TenantCreator {
  constructor(
    private readonly tenants: TenantCatalog,
    private readonly changes: CatalogChange,
    private readonly runner: OperationRunner,
    private readonly placer: Placer,
    private readonly prefix: string,
  ) {}

  /**
   * Returns when the tenant is reserved and its operation written down, in one transaction: from there on
   * nothing is lost. Wait for the rest with `runner.finished(operationId)`.
   * Errors: InvalidTenantInputError, SlugTakenError, TenantLimitReachedError, NoServerAvailableError, and those of a
   * database URL: see StoreProbe and `assertFree`.
   */
  async create(asked: NewTenant): Promise<TenantCreation> {
    const input = { ...asked, name: asked.name.trim(), adminEmail: asked.adminEmail.trim().toLowerCase() };
    const problems = inputProblems(input, this.prefix);
    if (problems.length > 0) throw new InvalidTenantInputError(problems);
    const place = await this.placer.prepare(input);
    const creation = await this.changes.run(input.slug, async (manager) => {
      await this.tenants.assertFree(manager, input.slug);
      const { region, ...placement } = await place(manager);
      const tenant = await this.tenants.reserve(manager, {
        ...reservationOf(input),
        placement,
        region,
      });
      return { tenant, operationId: await this.runner.insert(manager, operationOf(tenant, input)) };
    });
    this.runner.launch(creation.operationId);
    return creation;
  }
}

const reservationOf = ({ slug, name, adminEmail, maxUsers, currency, ...rest }: NewTenant) => ({
  slug,
  name,
  adminEmail,
  maxUsers,
  currency,
  multiLocation: rest.multiLocation ?? false,
  plan: rest.plan ?? null,
  trialEndsAt: rest.trialEndsAt ?? null,
  ...(rest.databaseUrl === undefined ? {} : { databaseUrl: rest.databaseUrl }),
});

const operationOf = (
  tenant: Tenant,
  { name, adminEmail, currency, adminPassword }: NewTenant,
): Omit<NewOperation, 'steps'> => ({
  kind: PROVISION,
  tenant,
  input: { name, adminEmail, currency },
  secrets: adminPassword === undefined ? {} : { adminPassword },
});
