import { deburr } from 'es-toolkit/string';

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Marks that people leave out: accents, and the vowel points of Hebrew and Arabic. Vowel signs of other scripts are
 * letters to their readers, and so are the voicing marks of kana.
 */
const LEFT_OUT = /(?![\u3099\u309a])(?=\p{Mn})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;

/** Joiners, soft hyphens, byte order marks, and the Arabic stroke that makes words longer. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u0640]/gu;

/**
 * Text as it is searched and sorted by: without case, accents and widths, blanks as one, `ß` as `SS`, `ł` as `L`, `İ`
 * and `ı` as `I`. The same on every engine, because the program makes it. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  return oneBlank(PLAIN.test(text) ? text.toUpperCase() : foldLetters(text));
}

function foldLetters(text: string): string {
  // Down and up again: the capital ẞ has no other case of its own, and final ς is written as Σ like any other.
  const cased = text.normalize('NFKD').replace(UNSEEN, '').toLowerCase().toUpperCase();
  const bare = deburr(cased.normalize('NFKD').replace(LEFT_OUT, '')).toUpperCase();
  return bare
    .replace(/[\u2018\u2019\u02bc\u2032]/g, "'")
    .replace(/\p{Dash_Punctuation}/gu, '-')
    .normalize('NFC');
}

const oneBlank = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** As long as an index takes on every engine. */
export const SORT_KEY_LENGTH = 190;

/** What rows are sorted by in place of their text, so that people find them where they look. */
export function sortKey(text: string): string {
  const folded = foldText(text);
  return folded.length <= SORT_KEY_LENGTH ? folded : folded.slice(0, SORT_KEY_LENGTH).toWellFormed();
}

/** What rows are searched in: their texts, each on a line of its own. Never empty. */
export const searchKey = (texts: readonly (string | null | undefined)[]): string =>
  `\n${texts.map((text) => foldText(text ?? '')).join('\n')}`;
