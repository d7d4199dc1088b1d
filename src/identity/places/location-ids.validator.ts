import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsUUID } from 'class-validator';

/** The places somebody is bound to. */
export const IsLocationIds = () =>
  applyDecorators(
    ApiPropertyOptional({
      type: [String],
      format: 'uuid',
      example: [],
      description:
        'Sees and writes only what belongs to these places and those below them; empty: everything.',
    }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(100),
    ArrayUnique(),
    IsUUID(undefined, { each: true }),
  );
