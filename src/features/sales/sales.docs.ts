import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems } from '../../http/docs/api-problems.decorator.js';

/** What every operation of sales may answer with. */
export const ApiSales = (): ClassDecorator =>
  applyDecorators(ApiBearerAuth(), ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch'));

type Dto = Parameters<typeof getSchemaPath>[0];

/** A list: a page as JSON, or everything as CSV. */
export const ApiList = (summary: string, type: Dto): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      summary,
      description: 'With `Accept: text/csv` or `?format=csv` the whole list as a file.',
    }),
    ApiOkResponse({
      content: {
        'application/json': { schema: { $ref: getSchemaPath(type) } },
        'text/csv': { schema: { type: 'string' } },
      },
    }),
    ApiProblems('validation_failed'),
  );

/** A body that works as it stands, where the schema alone would show made-up ids. */
export const ApiExample = (type: Dto, value: object): MethodDecorator =>
  ApiBody({ type: type as never, examples: { 'that works': { value } } });
