const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const JOINTS = /[.:/@](?=\S)/g;
const WORD_JOINER = '\u2060';

/**
 * A name that somebody chose, as it may stand in the text of a mail: on one line, and no link. Mail programs make
 * links of what looks like an address; the word joiner can't be seen and keeps them from it.
 */
export const plainName = (name: string): string =>
  name.replaceAll(BREAKS, ' ').replaceAll(JOINTS, `$&${WORD_JOINER}`).trim();
