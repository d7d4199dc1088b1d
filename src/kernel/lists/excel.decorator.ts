import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { Flag } from '../input/flag.transform.js';
import { findRequest } from '../request/request-scope.js';

/** `?excel=true`, beside `format` of what can be asked for as a file. */
export const IsExcelFlag = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: Boolean,
      description: 'Begins a CSV file with a byte order mark, by which Excel knows it for UTF-8.',
    }),
    Flag(),
    IsOptional(),
    IsBoolean(),
  );

/** Whether the request that is being answered asked for it. */
export const wantsExcel = (): boolean =>
  (findRequest()?.query as { excel?: unknown } | undefined)?.excel === 'true';
