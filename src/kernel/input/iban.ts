import { electronicFormatIBAN, friendlyFormatIBAN, isValidIBAN } from 'ibantools';

/** As it is stored and compared: in capitals, without blanks. */
export const plainIban = (text: string): string => text.toUpperCase().replaceAll(/[\s-]/g, '');

/** What is wrong with it: its country, its length or its check digits; undefined when nothing is. */
export function ibanProblem(text: string): string | undefined {
  if (isValidIBAN(electronicFormatIBAN(text) ?? '')) return undefined;
  return `"${text}" is not an IBAN: its country, length or check digits are wrong`;
}

/** In groups of four, as people read it; what is no IBAN stays as it is. */
export const groupedIban = (text: string): string =>
  ibanProblem(text) === undefined ? (friendlyFormatIBAN(text) ?? text) : text;
