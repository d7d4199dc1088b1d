import { ApiBody } from '@nestjs/swagger';

type Dto = abstract new (...input: never[]) => unknown;

/** A body that works as it stands, where the schema alone would show made-up ids. */
export const ApiExample = (type: Dto, value: object): MethodDecorator =>
  ApiBody({ type: type as never, examples: { 'that works': { value } } });
