/** A text as the template takes it. */
export interface TypesetText {
  readonly text: string;
  /** Whether it reads from right to left. */
  readonly rtl: boolean;
}

// The fonts' own names, as in their files.
const SIMPLIFIED = 'Noto Sans S Chinese';
const TRADITIONAL = 'Noto Sans T Chinese';
const JAPANESE = 'Noto Sans Japanese';
const KOREAN = 'Noto Sans Korean';

/** A word longer than this may be broken anywhere: it would stick out of its column. */
const LONG_WORD = /[^\s\u200b]{25,}/gu;
const ZERO_WIDTH_SPACE = '\u200b';

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The first letter decides, as in the Unicode bidirectional algorithm (UAX 9, rule P2). */
function readsRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

const breakable = (word: string): string =>
  word.replaceAll(/(?:[^\p{M}\u200d]\p{M}*){8}/gu, `$&${ZERO_WIDTH_SPACE}`);

/** One line. Control characters, which no font has, are left out. */
export function typesetText(text: string): TypesetText {
  const clean = text
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return { text: clean.replaceAll(LONG_WORD, breakable), rtl: readsRightToLeft(clean) };
}

/** Text of several lines; empty ones stay. */
export const typesetLines = (text: string): TypesetText[] =>
  text.replaceAll(/\r\n?/g, '\n').split('\n').map(typesetText);

/**
 * Chinese, Japanese and Korean share code points and differ in the shapes of many: kana or hangul anywhere in a
 * document tell whose shapes to take.
 */
export function ideographFonts(text: string): string[] {
  const fonts = [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]|株式会社|有限会社/u.test(text)) return first(JAPANESE, fonts);
  return /\p{Script=Hangul}/u.test(text) ? first(KOREAN, fonts) : fonts;
}

const first = (font: string, fonts: readonly string[]): string[] => [
  font,
  ...fonts.filter((other) => other !== font),
];
