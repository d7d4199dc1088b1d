import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';

/** A part of accounting in the document. */
export const ApiAccounting = (part: string): ClassDecorator =>
  applyDecorators(ApiTags(`Accounting: ${part}`), ApiBearerAuth());
