/** What a spreadsheet takes a formula to begin with, in each width; 2212 is the minus sign. */
const SIGNS = String.raw`[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]`;
const LOUD_SIGNS = String.raw`[=@\uff1d\uff20\ufe66\ufe6b]`;
const UNSEEN = String.raw`[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff']*`;
/** Where a cell begins, or one that another separator makes of it. */
const START = String.raw`(?:^|[;,\t\r\n])${UNSEEN}`;

// Plus and minus after a blank inside stand in names ("Müller - Söhne"), and no spreadsheet parts cells by blanks unasked.
const guardAt = (before: string): RegExp =>
  new RegExp(String.raw`${before}(?=${SIGNS})(?<=${START})|${before}(?=${LOUD_SIGNS})(?<=\s'*)`, 'g');
const BARE = guardAt('');
const GUARDED = guardAt("'");
const STARTS_GUARDED = new RegExp(`^'+${SIGNS}`);
const STARTS_WITH_SIGN = new RegExp(`^'*${SIGNS}`);
const NEGATIVE_NUMBER = /^-\d+(\.\d+)?$/;

/**
 * The text of a cell in which no spreadsheet finds a formula: a `'` stands before each sign that could begin one, and
 * at the beginning. Negative numbers are none. `unguarded` gives the text back.
 */
export function guarded(text: string): string {
  if (NEGATIVE_NUMBER.test(text)) return text;
  const inside = text.replace(BARE, "'");
  if (inside === text && !/^'*[\t\r\n]/.test(text)) return text;
  return STARTS_WITH_SIGN.test(text) ? inside : `'${inside}`;
}

/** The text that was guarded; any other stays as it is. */
export function unguarded(cell: string): string {
  if (!cell.startsWith("'")) return cell;
  const inside = STARTS_GUARDED.test(cell) ? cell : cell.slice(1);
  const text = inside.replace(GUARDED, '');
  return guarded(text) === cell ? text : cell;
}
