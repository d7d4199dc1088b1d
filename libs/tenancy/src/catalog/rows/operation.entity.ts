import { Entity } from 'typeorm';
import {
  BooleanColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
  UuidColumn,
} from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

export const OPERATION_STATUSES = ['pending', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** What an operation was asked to do; flat, so that it can be shown and stored as it is. */
export type OperationInput = Record<string, string | number | boolean | null>;

/** A long job on a tenant. Its steps stand in `operation_steps`. */
@Entity('operations')
export class OperationEntity extends StoredEntity {
  @TextColumn(30)
  kind: string;

  @UuidColumn()
  tenantId: string;

  /** The slug, kept here because a cancelled creation leaves no tenant. */
  @TextColumn(40)
  tenant: string;

  @TextColumn(20)
  status: OperationStatus;

  /** What was asked for, without secrets. */
  @JsonColumn()
  input: OperationInput;

  /** The secrets of the input, sealed; emptied when the operation has ended for good. */
  @LongTextColumn({ nullable: true })
  secretsEncrypted: string | null;

  @LongTextColumn({ nullable: true })
  error: string | null;

  @TextColumn(60, { nullable: true })
  errorCode: string | null;

  @BooleanColumn()
  cancelRequested: boolean;

  /** The tenant's id while pending or running. Unique: a tenant has one operation at a time. */
  @UuidColumn({ nullable: true, unique: true })
  activeTenantId: string | null;

  /** The process that runs it, and until when it is believed to be alive. */
  @TextColumn(200, { nullable: true })
  claimedBy: string | null;

  @InstantColumn({ nullable: true })
  claimedUntil: Date | null;

  @InstantColumn({ nullable: true })
  finishedAt: Date | null;

  @IntColumn()
  done: number;

  @IntColumn()
  total: number;
}
