import { checkVAT, countries, type Country } from 'jsvat';

/** By the letters that numbers begin with, and how the rest begins; without that it is some other text, such as HRB 1234. */
const REST_BEGINS: Readonly<Record<string, string>> = {
  AT: 'U?',
  ES: '[A-Z]?',
  FR: '[A-Z]{0,2}',
  GB: '(?:GD|HA)?',
  XI: '(?:GD|HA)?',
};

/** How the library names the country of a prefix: numbers of Northern Ireland are British ones. */
const SAME_AS: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB', CHE: 'CH' };

const MEMBERS =
  'AT BE BG CY CZ DE DK EE EL ES EU FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const PREFIXES = [...MEMBERS, 'GB', 'XI', 'CHE', 'NO', 'RS'];

const CHECKED = new Map(
  PREFIXES.flatMap((prefix) => {
    const code = SAME_AS[prefix] ?? prefix;
    const country = countries.find(({ codes }) => codes[0] === code);
    return country ? [[prefix, country] as const] : [];
  }),
);

const BEGINNINGS = PREFIXES.map((prefix) => String.raw`${prefix}(?=${REST_BEGINS[prefix] ?? ''}\d)`);
const LIKE_A_NUMBER = new RegExp(`^(?:${BEGINNINGS.join('|')})`);

/** As it is compared and checked: in capitals, without what people part digits by. */
export const plainNumber = (text: string): string => text.toUpperCase().replaceAll(/[\s./-]/g, '');

/**
 * What is wrong with a tax number that begins as the VAT numbers of a country that is known here do; undefined when
 * nothing is, or when it is another kind of number. Digits are checked as that country makes them.
 */
export function vatNumberProblem(text: string): string | undefined {
  const plain = plainNumber(text);
  const [prefix] = LIKE_A_NUMBER.exec(plain) ?? [];
  const country = prefix === undefined ? undefined : CHECKED.get(prefix);
  if (prefix === undefined || country === undefined || isValid(plain, prefix, country)) return undefined;
  return `"${text}" is not a VAT number of ${prefix}: its length or check digits are wrong`;
}

/** Greece is EL in VAT numbers, and GR to most people. */
const WRITTEN: Readonly<Record<string, string>> = { GR: 'EL', XI: 'GB' };

function isValid(plain: string, prefix: string, country: Country): boolean {
  if (prefix === 'BE') return isBelgian(plain.slice(prefix.length));
  const written = (WRITTEN[prefix] ?? prefix) + plain.slice(prefix.length);
  return checkVAT(written, [country]).isValid;
}

/** The library takes none that begin with 1, as Belgium gives out now. */
function isBelgian(digits: string): boolean {
  const [, number, check] = /^(0?[2-9]\d{6}|1\d{7})(\d{2})$/.exec(digits) ?? [];
  return number !== undefined && 97 - (Number(number) % 97) === Number(check);
}
