import { JOB_STATES, type JobEntity, jobState, type JobState } from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsText } from '../../kernel/input/text.validators.js';
import { PageQuery } from '../../kernel/lists/pagination.js';

export class JobView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'outbox.deliver' }) kind: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: "Its slug; null: the platform's own",
    example: 'acme',
  })
  tenant: string | null;
  @ApiProperty({ enum: JOB_STATES, example: 'dead' }) state: JobState;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a key one job is open at a time',
    example: null,
  })
  key: string | null;
  @ApiProperty({ description: 'Not before this' }) runAt: Date;
  @ApiProperty({ description: 'How often it has begun', example: 10 }) attempts: number;
  @ApiProperty({ example: 10 }) maxAttempts: number;
  @ApiPropertyOptional({ description: 'Why it failed last' }) lastError?: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadAt: Date | null;
}

export class JobPage {
  @ApiProperty({ type: [JobView] }) items: JobView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class JobsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: JOB_STATES, description: '`dead`: the dead letters' })
  @IsOptional()
  @IsIn(JOB_STATES)
  state?: JobState;

  @ApiPropertyOptional({ example: 'outbox.deliver' })
  @IsOptional()
  @IsText(60)
  kind?: string;

  @ApiPropertyOptional({ description: 'A slug', example: 'acme' })
  @IsOptional()
  @IsText(40)
  tenant?: string;
}

/** Without the payload: operators have no business in a tenant's data. */
export const jobView = (row: JobEntity): JobView => ({
  id: row.id,
  kind: row.kind,
  tenant: row.tenant,
  state: jobState(row),
  key: row.key,
  runAt: row.runAt,
  attempts: row.attempts,
  maxAttempts: row.maxAttempts,
  ...(row.lastError === null ? {} : { lastError: row.lastError }),
  createdAt: row.createdAt,
  deadAt: row.deadAt,
});
