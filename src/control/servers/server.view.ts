import { type EngineName, ENGINES } from '@tenantry/nest';
import { MANY_SCHEMAS, SERVER_STATUSES, type ServerStatus } from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class ServerView {
  @ApiProperty({ example: 'default' }) name: string;
  @ApiProperty({ description: 'Without user and password', example: 'postgresql://db1.internal:5432' })
  url: string;
  @ApiProperty({ enum: ENGINES, example: 'postgres' }) engine: EngineName;
  @ApiProperty({ type: String, nullable: true, example: null }) region: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Tenants it may hold; null: no limit' })
  capacity: number | null;
  @ApiProperty({ description: 'Twice the weight, twice the tenants', example: 1 }) weight: number;
  @ApiProperty({ description: 'Tenants it holds', example: 2 }) tenants: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: `Its tenants with schema isolation; where it was connected to, the schemas of the database they share. A warning from ${MANY_SCHEMAS} on`,
    example: 0,
  })
  schemas: number | null;
  @ApiProperty({ type: [String], description: 'What will hurt before long', example: [] })
  warnings: string[];
  @ApiProperty({ enum: SERVER_STATUSES, example: 'active' }) status: ServerStatus;
  @ApiProperty({ example: 1 }) version: number;
}

export class ServerPage {
  @ApiProperty({ type: [ServerView] }) items: ServerView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class ServerCheckView extends ServerView {
  @ApiProperty({ example: true }) reachable: boolean;
  @ApiProperty({ type: String, nullable: true, example: '15.6' }) serverVersion: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of one round trip', example: 0.42 })
  latencyMs: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'From all its users together', example: 100 })
  maxConnections: number | null;
  @ApiPropertyOptional({ description: 'Why it can not be reached', example: 'server_unreachable' })
  code?: string;
  @ApiPropertyOptional() error?: string;
}
