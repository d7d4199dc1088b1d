import {
  OPERATION_STATUSES,
  type OperationEntity,
  type OperationStatus,
  type OperationStepEntity,
  STEP_STATUSES,
  type StepStatus,
} from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { IsText } from '../../kernel/input/text.validators.js';

class OperationProgress {
  @ApiProperty({ example: 4 }) done: number;
  @ApiProperty({ example: 9 }) total: number;
}

class OperationStepView {
  @ApiProperty({ example: 'create store' }) name: string;
  @ApiProperty({ enum: STEP_STATUSES, example: 'succeeded' }) status: StepStatus;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;
  @ApiPropertyOptional() error?: string;
}

export class OperationView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'provision' }) kind: string;
  @ApiProperty({ description: 'Its slug', example: 'acme' }) tenant: string;
  @ApiProperty({ enum: OPERATION_STATUSES, example: 'running' }) status: OperationStatus;
  @ApiProperty({ type: OperationProgress }) progress: OperationProgress;
  @ApiProperty({ type: [OperationStepView] }) steps: OperationStepView[];
  @ApiPropertyOptional({ description: 'Why it failed' }) error?: string;
  @ApiPropertyOptional({ example: 'tenant_database_unavailable' }) errorCode?: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;
}

export class OperationPage {
  @ApiProperty({ type: [OperationView] }) items: OperationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class OperationQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OPERATION_STATUSES })
  @IsOptional()
  @IsIn(OPERATION_STATUSES)
  status?: OperationStatus;

  @ApiPropertyOptional({ example: 'provision' })
  @IsOptional()
  @IsText(30)
  kind?: string;

  @ApiPropertyOptional({ description: 'A slug', example: 'acme' })
  @IsOptional()
  @IsText(40)
  tenant?: string;
}

export const operationView = (
  row: OperationEntity,
  steps: readonly OperationStepEntity[],
): OperationView => ({
  id: row.id,
  kind: row.kind,
  tenant: row.tenant,
  status: row.status,
  progress: { done: row.done, total: row.total },
  steps: steps.map(stepView),
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.errorCode === null ? {} : { errorCode: row.errorCode }),
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
});

const stepView = ({
  name,
  status,
  startedAt,
  finishedAt,
  error,
}: OperationStepEntity): OperationStepView => ({
  name,
  status,
  startedAt,
  finishedAt,
  ...(error === null ? {} : { error }),
});
