import { Transform } from 'class-transformer';

/** `?active=true` in a query: text becomes a boolean, anything else is left for the validator to refuse. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
