import { ENGINES, type EngineName } from '@tenantry/nest';
import { TLS_MODES, type TlsMode } from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsLine, IsText, IsVersion } from '../../kernel/input/text.validators.js';

export class TlsInput {
  @ApiProperty({
    enum: TLS_MODES,
    description: 'require: encrypted, whoever answers; verify-ca: by a trusted CA; verify-full: of that host',
    example: 'verify-full',
  })
  @IsIn(TLS_MODES)
  mode: TlsMode;

  @ApiPropertyOptional({ description: 'Certificate of the CA, PEM. Default: the CAs that Node.js trusts' })
  @IsOptional()
  @IsText(20_000)
  ca?: string;
}

/** A database as one URL, or by its parts. */
export class DatabaseInput {
  @ApiPropertyOptional({
    description: 'The whole URL; `sslmode` is the only parameter. Kept encrypted and never shown',
    example: 'postgresql://acme:geheim@db7.internal:5432/sales_acme',
  })
  @IsOptional()
  @IsText(2000)
  databaseUrl?: string;

  @ApiPropertyOptional({ enum: ENGINES, description: 'With the parts instead of a URL. Default: postgres' })
  @IsOptional()
  @IsText(40)
  engine?: EngineName;

  @ApiPropertyOptional({ example: 'db7.internal' })
  @IsOptional()
  @IsText(253)
  host?: string;

  @ApiPropertyOptional({ example: 5432 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  port?: number;

  @ApiPropertyOptional({ example: 'acme' })
  @IsOptional()
  @IsText(200)
  user?: string;

  @ApiPropertyOptional({ example: 'geheim' })
  @IsOptional()
  @IsText(500)
  password?: string;

  @ApiPropertyOptional({ description: 'Name of the database', example: 'sales_acme' })
  @IsOptional()
  @IsLine(200)
  name?: string;

  @ApiPropertyOptional({ type: TlsInput })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TlsInput)
  tls?: TlsInput;
}

export class ConnectionInput extends DatabaseInput {
  @ApiPropertyOptional({
    description:
      'The same database as its owner, for migrations, by the same TLS. Default: the other URL does both',
  })
  @IsOptional()
  @IsText(2000)
  adminUrl?: string;

  @ApiPropertyOptional({
    description: "Has to repeat the tenant's region, where it has one: the database must lie there",
  })
  @IsOptional()
  @IsLine(60)
  region?: string;

  @ApiPropertyOptional({ description: 'Refuses the change when somebody else made one since', example: 1 })
  @IsVersion()
  version?: number;
}
