import { IsISO31661Alpha2 } from 'class-validator';

/** A country of ISO 3166-1; small letters are taken and stored as capitals by `countryCode`. */
export const IsCountry = (): PropertyDecorator =>
  IsISO31661Alpha2({ message: '$property must be an ISO 3166 code of two letters, such as DE' });

export const countryCode = <T extends string | null | undefined>(code: T): T =>
  (typeof code === 'string' ? code.toUpperCase() : code) as T;
