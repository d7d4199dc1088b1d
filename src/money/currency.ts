/** ISO 4217 exponents other than 2. Intl follows CLDR, which differs (it gives AFN, IQD or RSD none). */
const EXPONENTS: Readonly<Record<string, number>> = Object.freeze({
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
});

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is a currency code of ISO 4217, in capitals. */
export const isCurrency = (code: string): boolean => CODES.has(code);

/** How many decimals amounts of this currency have: 2 for USD, 0 for JPY, 3 for KWD. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2;
