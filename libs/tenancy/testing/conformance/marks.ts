const MARK = /owner=([a-z0-9-]+);/g;

/** A text that says whose it is. */
export const marked = (slug: string, text: string): string => `owner=${slug}; ${text}`;

/** Everybody whose texts stand in this answer, each once. */
export const ownersIn = (answer: string): string[] => [
  ...new Set([...answer.matchAll(MARK)].map(([, slug]) => slug ?? '')),
];

/** How many texts of this tenant stand in it. */
export const marksOf = (slug: string, answer: string): number => answer.split(`owner=${slug};`).length - 1;
