import type { EntityManager } from 'typeorm';
import type { StoreLocator } from '../../catalog/store-locator.js';
import type { TenantCatalog } from '../../catalog/tenant-catalog.js';
import type { OperationOutcome } from '../../operations/operation-claims.js';
import type { OperationEntity } from '../../catalog/rows/operation.entity.js';
import type { ConnectionRegistry } from '../../connection/connection-registry.js';
import type { Tenancy } from '../../tenancy.js';
import type { OperationContext, OperationKind, OperationStep } from '../../operations/operation-kind.js';
import type { ProvisioningContext, ProvisioningStep } from './provisioning-step.js';
import type { StoreMigrator } from '../migrate/store-migrator.js';
import { createStore, markStore } from '../placement/store-steps.js';
import type { TenantRoles } from '../migrate/tenant-roles.js';

export const PROVISION = 'provision';

interface Parts {
  tenants: TenantCatalog;
  locator: StoreLocator;
  registry: ConnectionRegistry;
  migrator: StoreMigrator;
  roles: TenantRoles;
  tenancy: Tenancy;
  /** The platform's own steps; asked for late, because they need the tenants' repositories. */
  platformSteps: () => readonly ProvisioningStep[];
}

/** What happens to a new tenant, on one screen. */
export class Provision implements OperationKind {
  readonly kind = PROVISION;

  constructor(private readonly parts: Parts) {}

  steps(): readonly OperationStep[] {
    const { locator, registry, migrator, roles, tenants } = this.parts;
    return [
      // Done in the transaction that wrote the operation down; it stands here to be seen.
      { name: 'reserve', run: () => Promise.resolve() },
      createStore(locator, registry),
      markStore(locator),
      // Its right on the tables follows from each migration; undone with the store.
      { name: 'create role', run: ({ tenant }) => roles.ensure(tenant) },
      { name: 'migrate', run: ({ tenant }) => migrator.migrate(tenant) },
      ...this.parts.platformSteps().map((step) => this.insideTenant(step)),
      {
        name: 'activate',
        run: async ({ tenant }) => {
          await tenants.changeStatus(tenant.slug, 'active', ['provisioning']);
        },
      },
    ];
  }

  async ended(
    manager: EntityManager,
    { tenant }: OperationEntity,
    { status }: OperationOutcome,
  ): Promise<void> {
    const { tenants } = this.parts;
    if (status === 'cancelled') await tenants.forget(manager, tenant);
    if (status === 'failed')
      await tenants.changeStatusIn(manager, tenant, { to: 'failed', from: ['provisioning'] });
  }

  /** Takes its place under MAX_TENANTS again, which a failed tenant doesn't hold. */
  async retried(manager: EntityManager, { tenant }: OperationEntity): Promise<void> {
    await this.parts.tenants.changeStatusIn(manager, tenant, { to: 'provisioning', from: ['failed'] });
  }

  private insideTenant(step: ProvisioningStep): OperationStep {
    return {
      name: step.name,
      run: (context) => this.enter(context, (inside) => step.run(inside)),
      ...(step.undo && { undo: (context: OperationContext) => this.undo(step, context) }),
    };
  }

  /** The store may be gone or half made when a step is undone: what a step undoes lies outside of it. */
  private async undo(step: ProvisioningStep, context: OperationContext): Promise<void> {
    await step.undo?.(provisioningContext(context));
  }

  private async enter(
    context: OperationContext,
    work: (inside: ProvisioningContext) => Promise<void>,
  ): Promise<void> {
    const tenant = await this.parts.tenants.get(context.tenant.slug);
    await this.parts.tenancy.run(tenant, () => work(provisioningContext({ ...context, tenant })));
  }
}

const provisioningContext = ({
  tenant,
  operationId,
  secrets,
  results,
}: OperationContext): ProvisioningContext => ({ tenant, operationId, secrets, results });
