import { applyDecorators } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

/** Text of `min` to `max` characters that isn't only blanks. */
export const IsText = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(min, max),
    // PostgreSQL can't store the character NUL.
    Matches(min > 0 ? /^(?=[^]*\S)[^\0]*$/ : /^[^\0]*$/, { message: '$property must be readable text' }),
  );

/** A short name without blanks, such as `MAD-1` or `4000`. */
export const IsCode = (max: number): PropertyDecorator =>
  Matches(new RegExp(String.raw`^[\p{L}\p{N}][\p{L}\p{N}._/%+-]{0,${max - 1}}$`, 'u'), {
    message: `$property must be 1 to ${max} letters, digits or . _ / % + -, without blanks`,
  });

/** The version that was read, for optimistic locking. */
export const IsVersion = (): PropertyDecorator =>
  applyDecorators(IsOptional(), IsInt(), Min(1), Max(2_147_483_647));
