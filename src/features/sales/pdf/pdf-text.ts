// Code points above Latin-1 that the standard PDF fonts (WinAnsi) know.
const WIN_ANSI = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
const LIKENESS: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŋ: 'n',
  ə: 'e',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '\u2009': ' ',
  '\u202f': ' ',
};

const isPrintable = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || WIN_ANSI.has(character);
};

function printed(character: string): string {
  if (character === '\n' || isPrintable(character)) return character;
  const bare = LIKENESS[character] ?? character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return bare !== '' && Array.from(bare).every(isPrintable) ? bare : '?';
}

/** Text in the characters of the standard fonts: "Łódź" is "Lódz"; scripts other than Latin become "?". */
export const printable = (text: string): string =>
  Array.from(text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' '), printed).join('');

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
