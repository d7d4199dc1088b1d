import { applyDecorators } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

/** Not only blanks. Of control characters, tabs and line ends; PostgreSQL can't store NUL. */
const READABLE = /^(?=[^]*\S)(?:[\t\n\r]|\P{Cc})*$/u;
const READABLE_OR_EMPTY = /^(?:[\t\n\r]|\P{Cc})*$/u;
const ONE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;

/** Text of `min` to `max` characters that isn't only blanks. It may have several lines. */
export const IsText = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(min, max),
    Matches(min > 0 ? READABLE : READABLE_OR_EMPTY, { message: '$property must be readable text' }),
  );

/** A name, a code, a number: text of one line, without tabs or anything else that isn't seen as a letter. */
export const IsLine = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    IsText(max, min),
    Matches(ONE_LINE, { message: '$property must be one line of text, without control characters' }),
  );

/** A short name without blanks, such as `MAD-1` or `4000`. */
export const IsCode = (max: number): PropertyDecorator =>
  Matches(new RegExp(String.raw`^[\p{L}\p{N}][\p{L}\p{N}._/%+-]{0,${max - 1}}$`, 'u'), {
    message: `$property must be 1 to ${max} letters, digits or . _ / % + -, without blanks`,
  });

/** The version that was read, for optimistic locking. */
export const IsVersion = (): PropertyDecorator =>
  applyDecorators(IsOptional(), IsInt(), Min(1), Max(2_147_483_647));
