import type { EntityManager } from 'typeorm';
import type { OperationOutcome } from './operation-claims.js';
import type { OperationEntity, OperationInput } from '../catalog/rows/operation.entity.js';
import type { Tenant } from '../tenant.js';

/** What a step of any operation may know. */
export interface OperationContext {
  readonly operationId: string;
  readonly tenant: Tenant;
  readonly input: OperationInput;
  /** The secrets of the input, in the clear, in memory only. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What the caller is told once. */
  readonly results: Map<string, string>;
}

export type Reached = 'begun' | 'done';

/** `run` and `undo` are idempotent: a killed process runs them again. */
export interface OperationStep {
  readonly name: string;
  run(context: OperationContext): Promise<void>;
  /** `reached` tells whether the step had ended well or only begun. */
  undo?(context: OperationContext, reached: Reached): Promise<void>;
}

/** A kind of operation, as data: its steps in their order, and what its end means for the tenant. */
export interface OperationKind {
  readonly kind: string;
  steps(): readonly OperationStep[];
  /** In the transaction that ends the operation. */
  ended?(manager: EntityManager, operation: OperationEntity, outcome: OperationOutcome): Promise<void>;
  /** In the transaction that makes a failed operation run again. */
  retried?(manager: EntityManager, operation: OperationEntity): Promise<void>;
}
