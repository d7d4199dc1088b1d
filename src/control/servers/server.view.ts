import { type EngineName, ENGINES, SERVER_STATUSES, type ServerStatus } from '@app/tenancy';
import { ApiProperty } from '@nestjs/swagger';

export class ServerView {
  @ApiProperty({ example: 'default' }) name: string;
  @ApiProperty({ description: 'Without user and password', example: 'postgresql://db1.internal:5432' })
  url: string;
  @ApiProperty({ enum: ENGINES, example: 'postgres' }) engine: EngineName;
  @ApiProperty({ type: String, nullable: true, example: null }) region: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Tenants it may hold; null: no limit' })
  capacity: number | null;
  @ApiProperty({ description: 'Tenants it holds', example: 2 }) tenants: number;
  @ApiProperty({ enum: SERVER_STATUSES, example: 'active' }) status: ServerStatus;
}

export class ServerPage {
  @ApiProperty({ type: [ServerView] }) items: ServerView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
