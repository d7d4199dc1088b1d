import { Entity } from 'typeorm';
import {
  InstantColumn,
  IntColumn,
  LongTextColumn,
  TextColumn,
  UuidColumn,
} from '../../schema/portable-columns.js';
import { StoredEntity } from '../../schema/stored-entity.js';

export const STEP_STATUSES = ['pending', 'running', 'succeeded', 'failed', 'undone'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

@Entity('operation_steps')
export class OperationStepEntity extends StoredEntity {
  @UuidColumn()
  operationId: string;

  /** From 0, in the order of running. */
  @IntColumn()
  position: number;

  @TextColumn(100)
  name: string;

  @TextColumn(20)
  status: StepStatus;

  @InstantColumn({ nullable: true })
  startedAt: Date | null;

  @InstantColumn({ nullable: true })
  finishedAt: Date | null;

  @LongTextColumn({ nullable: true })
  error: string | null;
}
