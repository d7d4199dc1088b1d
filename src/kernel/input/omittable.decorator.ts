import { ValidateIf } from 'class-validator';

/** May be left out; null is not a value of it (unlike IsOptional, which lets null through). */
export const IsOmittable = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
