import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems } from './api-problems.decorator.js';

type Dto = abstract new (...input: never[]) => unknown;

/** An answer as JSON of this type, or as a CSV file. */
export const ApiList = (summary: string, type: Dto): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary, description: 'With `Accept: text/csv` or `?format=csv` all of it as a file.' }),
    ApiExtraModels(type),
    ApiOkResponse({
      content: {
        'application/json': { schema: { $ref: getSchemaPath(type) } },
        'text/csv': { schema: { type: 'string' } },
      },
    }),
    ApiProblems('validation_failed'),
  );
