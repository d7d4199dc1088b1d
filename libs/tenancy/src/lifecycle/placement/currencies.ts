import currencyCodes from 'currency-codes';

/** In force since the package's list was published. */
const YOUNGER: readonly (readonly [string, number])[] = [['XCG', 2]];

/** Metals, baskets and codes for tests have no minor unit; amounts in them are kept with two decimals. */
const WITHOUT_MINOR_UNIT = 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' ');

const DIGITS: ReadonlyMap<string, number> = new Map([
  ...currencyCodes.data.map(({ code, digits }) => [code, digits] as const),
  ...YOUNGER,
  ...WITHOUT_MINOR_UNIT.map((code) => [code, 2] as const),
]);

/**
 * How many decimals a currency has by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD, 4 for CLF. Undefined for what is no
 * current code in capitals. (Intl follows CLDR, which knows fewer codes and gives AFN, IQD or RSD no decimals.)
 */
export const currencyDigits = (code: string): number | undefined => DIGITS.get(code);
