import type { Type } from '@nestjs/common';
import { tidyInput } from '../../kernel/input/tidy-text.js';
import { ValidationPipe } from '../../http/server/validation.pipe.js';

/** The input as its class wants it, by the same rules as over HTTP. Throws ValidationError. */
export async function checked<T extends object>(type: Type<T>, input: object): Promise<T> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return (await new ValidationPipe().transform(tidyInput(given), { type: 'body', metatype: type })) as T;
}
