import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../http/docs/api-problems.decorator.js';

/** A part of accounting in the document, with what each of its operations may answer. */
export const ApiAccounting = (part: string): ClassDecorator =>
  applyDecorators(
    ApiTags(`Accounting: ${part}`),
    ApiBearerAuth(),
    ApiProblems('unauthenticated', 'forbidden', 'tenant_mismatch'),
  );
