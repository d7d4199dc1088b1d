import type { Tenant } from '../../tenant.js';

/** What a step of a tenant's creation may know. */
export interface ProvisioningContext {
  readonly tenant: Tenant;
  readonly operationId: string;
  /** In the clear, in memory only. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the creator is told once and nobody can read later, such as `invitationUrl`. */
  readonly results: Map<string, string>;
}

/**
 * A step that the platform adds to the creation of a tenant. Steps run in their order, after the store was
 * migrated and before the tenant is activated, inside the tenant's scope.
 *
 * `run` has to be idempotent: a process can be killed after the work and before the step is written down, and
 * the step then runs again. `undo` is called when the creation is cancelled, before the store is dropped, and
 * is needed only for what lies outside the store.
 */
export interface ProvisioningStep {
  readonly name: string;
  run(context: ProvisioningContext): Promise<void>;
  undo?(context: ProvisioningContext): Promise<void>;
}

/**
 * Token of the platform's `ProvisioningStep[]`, in the order of running; provide it in any module:
 * `{ provide: PROVISIONING_STEPS, useFactory: (...steps) => steps, inject: [CompanyStep, AdministratorStep] }`.
 */
export const PROVISIONING_STEPS = Symbol('PROVISIONING_STEPS');
