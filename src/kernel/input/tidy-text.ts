/** Compared letter by letter, or sent on as they are: passwords, tokens, and addresses that hold them. */
const VERBATIM = /password|secret|token|url$/i;

/** Blanks of every script, and what takes no room: soft hyphens, joiners, marks of direction, byte order marks. */
const UNSEEN = /[\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]/;

/** Text as it is stored: composed (NFC), without blanks around it, so that what looks alike is alike. */
export function tidyText(text: string): string {
  let from = 0;
  let to = text.length;
  // Letter by letter: an expression for the end would look at the blanks in the middle again and again.
  while (from < to && UNSEEN.test(text.charAt(from))) from += 1;
  while (to > from && UNSEEN.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to).normalize('NFC');
}

type Container = Record<string | number, unknown>;

/** Tidies every text of an input that came from outside, in place, but for what is compared letter by letter. */
export function tidyInput<T>(input: T): T {
  if (typeof input !== 'object' || input === null) return input;
  const left: Container[] = [input as Container];
  // A list of what is left, and no function in a function: nothing is too deep.
  for (let at = left.pop(); at; at = left.pop()) {
    for (const name of Object.keys(at)) {
      const value = at[name];
      if (typeof value === 'object' && value !== null) left.push(value as Container);
      else if (typeof value === 'string' && !VERBATIM.test(name)) at[name] = tidyText(value);
    }
  }
  return input;
}
