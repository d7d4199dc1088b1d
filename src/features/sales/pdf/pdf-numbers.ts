/** `1,234.50` of `1234.50`. */
export const grouped = (amount: string): string => amount.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

/** `2.5` of `2.500`, `12` of `12.000`. */
export const trimmed = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

/** `7.5 %` of `0.0750`. */
export const percent = (fraction: string): string => {
  // Places are moved in the text: 0.0700 × 100 is 7.000000000000001 in binary.
  const [whole = '0', places = ''] = fraction.split('.');
  const digits = places.padEnd(4, '0');
  return `${trimmed(`${Number(whole + digits.slice(0, 2))}.${digits.slice(2)}`)} %`;
};
