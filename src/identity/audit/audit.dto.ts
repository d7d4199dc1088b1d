import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../kernel/lists/pagination.js';
import { IsDayOrInstant } from '../../kernel/input/instant.js';
import { IsText } from '../../kernel/input/text.validators.js';
import type { ActorKind, AuditEntry } from './audit-entry.entity.js';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'user.created' })
  @IsOptional()
  @IsText(80)
  action?: string;

  @ApiPropertyOptional({ example: 'user' })
  @IsOptional()
  @IsText(80)
  entity?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsText(80)
  entityId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  actorId?: string;

  @ApiPropertyOptional({
    description: 'From this day (UTC) or this instant on; an instant names its offset',
    example: '2026-01-01',
  })
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  @ApiPropertyOptional({
    description: 'To the end of this day (UTC), or before this instant',
    example: '2026-12-31',
  })
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}

export class ActorView {
  @ApiProperty({ enum: ['user', 'operator', 'system', 'foreign'], example: 'user' }) kind: ActorKind;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) id: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'owner@acme.example' }) email: string | null;
}

export class AuditView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: Date }) at: Date;
  @ApiProperty({ type: ActorView }) actor: ActorView;
  @ApiProperty({ example: 'user.updated' }) action: string;
  @ApiProperty({ example: 'user' }) entity: string;
  @ApiProperty({ type: String, nullable: true }) entityId: string | null;
  @ApiProperty({ type: Object, nullable: true, example: { role: 'sales' } }) before: unknown;
  @ApiProperty({ type: Object, nullable: true, example: { role: 'manager' } }) after: unknown;
  @ApiProperty({ type: String, nullable: true }) requestId: string | null;
}

export class AuditPage {
  @ApiProperty({ type: [AuditView] }) items: AuditView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export const auditView = (entry: AuditEntry): AuditView => ({
  id: entry.id,
  at: entry.at,
  actor: { kind: entry.actorKind, id: entry.actorId, email: entry.actorEmail },
  action: entry.action,
  entity: entry.entity,
  entityId: entry.entityId,
  before: entry.before,
  after: entry.after,
  requestId: entry.requestId,
});
