import { SERVER_STATUSES, type ServerStatus } from '@tenantry/nest/operator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsLine, IsText, IsVersion } from '../../kernel/input/text.validators.js';
import { TlsInput } from '../connection/connection.input.js';

const MAX_INT = 2_147_483_647;
const MAX_WEIGHT = 1_000;
/** "own" and "default…" are names of the program. */
const NAME = /^(?!own$|default)[a-z][a-z0-9-]{0,59}$/;
const NAME_RULE =
  'lower-case letters, digits and hyphens, a letter first; not "own", and not beginning with "default"';

/** May be left out, but not emptied. */
const IsGiven = (): PropertyDecorator => ValidateIf((_input, value) => value !== undefined);

const Whole =
  (min: number, max: number): PropertyDecorator =>
  (target, name) => {
    IsInt()(target, name);
    Min(min)(target, name);
    Max(max)(target, name);
  };

class ServerFields {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Data residency', example: 'eu' })
  @IsOptional()
  @IsLine(60)
  region?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'Tenants it may hold; null: no limit' })
  @IsOptional()
  @Whole(0, MAX_INT)
  capacity?: number | null;

  @ApiPropertyOptional({ description: 'Twice the weight, twice the tenants. Default: 1', example: 1 })
  @IsGiven()
  @Whole(1, MAX_WEIGHT)
  weight?: number;

  @ApiPropertyOptional({
    enum: SERVER_STATUSES,
    description: 'Only an active one takes new tenants. Default: active',
    example: 'active',
  })
  @IsGiven()
  @IsIn(SERVER_STATUSES)
  status?: ServerStatus;

  @ApiPropertyOptional({ type: TlsInput })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TlsInput)
  tls?: TlsInput;
}

export class NewServerInput extends ServerFields {
  @ApiProperty({ example: 'db7' })
  @Matches(NAME, { message: `name must be ${NAME_RULE}` })
  name: string;

  @ApiProperty({
    description:
      'Of the user that makes stores there. The scheme says the engine; `sslmode` is the only parameter. Kept encrypted',
    example: 'postgresql://tenantry:geheim@db7.internal:5432/postgres',
  })
  @IsText(2000)
  url: string;
}

export class ServerChangeInput extends ServerFields {
  @ApiPropertyOptional({
    description:
      'The same server under another address, user or password: the stores of its tenants must be there',
  })
  @IsGiven()
  @IsText(2000)
  url?: string;

  @ApiPropertyOptional({ description: 'Refuses the change when somebody else made one since', example: 1 })
  @IsVersion()
  version?: number;
}
