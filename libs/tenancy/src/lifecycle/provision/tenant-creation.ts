import type { EntityManager } from 'typeorm';
import type { CatalogChange } from '../../catalog/rows/catalog-change.js';
import type { NewOperation } from '../../operations/operation-store.js';
import type { TenantCatalog } from '../../catalog/tenant-catalog.js';
import { InvalidTenantInputError, SlugTakenError } from '../../tenancy.errors.js';
import type { Tenant } from '../../tenant.js';
import { inputProblems, type NewTenant } from '../placement/new-tenant.js';
import type { OperationRunner } from '../../operations/operation-runner.js';
import { type Place, type Placer, UnseenPlaceError } from '../placement/placement.js';
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
   * Refused with nothing written anywhere: InvalidTenantInputError, SlugTakenError, TenantLimitReachedError,
   * NoServerAvailableError, and those of the place where its store is to be: see Placer.
   */
  async create(asked: NewTenant): Promise<TenantCreation> {
    const input = { ...asked, name: asked.name.trim() };
    const problems = inputProblems(input, this.prefix);
    if (problems.length > 0) throw new InvalidTenantInputError(problems);
    await this.assertSlugFree(input.slug);
    const place = await this.orSlugTaken(input.slug, () => this.placer.prepare(input));
    const creation = await this.reserve(input, place);
    this.runner.launch(creation.operationId);
    return creation;
  }

  /** Where others came first and another server is left, that one is looked at: at most once each. */
  private async reserve(input: NewTenant, place: Place): Promise<TenantCreation> {
    try {
      return await this.changes.requested(input.slug, (manager) => this.reserveIn(manager, input, place));
    } catch (error) {
      if (!(error instanceof UnseenPlaceError)) throw error;
      await this.orSlugTaken(input.slug, () => place.look(error.placed));
      return this.reserve(input, place);
    }
  }

  private async reserveIn(manager: EntityManager, input: NewTenant, place: Place): Promise<TenantCreation> {
    await this.tenants.assertFree(manager, input.slug);
    const { region, ...placement } = await place.take(manager);
    const tenant = await this.tenants.reserve(manager, { ...reservationOf(input), placement, region });
    return { tenant, operationId: await this.runner.insert(manager, operationOf(tenant, input)) };
  }

  /** A store that is in the way may be that of the same tenant, made since by somebody else's call. */
  private async orSlugTaken<T>(slug: string, look: () => Promise<T>): Promise<T> {
    try {
      return await look();
    } catch (error) {
      await this.assertSlugFree(slug);
      throw error;
    }
  }

  private async assertSlugFree(slug: string): Promise<void> {
    if (await this.tenants.find(slug)) throw new SlugTakenError(slug);
  }
}

const reservationOf = ({ slug, name, keywords, data, databaseUrl }: NewTenant) => ({
  slug,
  name,
  ...(keywords === undefined ? {} : { keywords }),
  ...(data === undefined ? {} : { data }),
  ...(databaseUrl === undefined ? {} : { databaseUrl }),
});

const operationOf = (tenant: Tenant, { name, secrets = {} }: NewTenant): Omit<NewOperation, 'steps'> => ({
  kind: PROVISION,
  tenant,
  input: { name },
  secrets: { ...secrets },
});
