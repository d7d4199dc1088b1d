import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { MIN_PASSWORD } from '../../config/weak-settings.js';
import { IsText } from '../../kernel/input/text.validators.js';

export const MAX_PASSWORD = 200;

/** E-mail addresses are compared in lower case on every engine. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

const lowerCased = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseEmail(value) : value));

/** A new e-mail address, trimmed and lower-cased before it is checked. */
export const IsEmailAddress = (): PropertyDecorator => (target, name) => {
  const property = String(name);
  lowerCased()(target, property);
  IsEmail({ require_tld: false }, { message: '$property must be an e-mail address' })(target, property);
  MaxLength(320, { message: '$property must be at most 320 characters long' })(target, property);
};

/** An e-mail address as a search term: trimmed and lower-cased; one that can't exist is just not found. */
export const IsEmailToFind = (): PropertyDecorator => (target, name) => {
  const property = String(name);
  lowerCased()(target, property);
  IsText(320, 0)(target, property);
};

const composed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.normalize('NFC') : value));

/** A new password, composed (NFC) and never cut. Length is the only rule: others make people choose worse ones. */
export const IsNewPassword = (): PropertyDecorator => (target, name) => {
  const property = String(name);
  composed()(target, property);
  IsString({ message: '$property must be text' })(target, property);
  MinLength(MIN_PASSWORD, { message: '$property must be at least $constraint1 characters long' })(
    target,
    property,
  );
  MaxLength(MAX_PASSWORD, { message: '$property must be at most $constraint1 characters long' })(
    target,
    property,
  );
};
